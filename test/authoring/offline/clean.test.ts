/** Text of people and documents as plain words: markup goes, words stay. */
import { expect, test } from "vitest";
import { clean } from "../../../src/authoring/offline/clean.ts";

test.each([
  ["Ship it :tada: today :+1:", "Ship it today"],
  [":warning: Read this first", "Read this first"],
  ["the address is host:user:key", "the address is host:user:key"],
  ["Größe:breite:höhe of a table", "Größe:breite:höhe of a table"],
])("the emoji in %s", (text, expected) => {
  expect(clean(text)).toBe(expected);
});
