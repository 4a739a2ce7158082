/**
 * The German texts of a course's thread, in one file to be read as a whole, as `thread-golden.test.ts` does for the English ones.
 * `UPDATE_GOLDEN=1` writes it anew.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { env } from "node:process";
import { expect, test } from "vitest";
import { inLanguage } from "../../src/texts/locale.ts";
import { germanThreadText } from "../fixtures/german-thread.ts";

const path = join(import.meta.dirname, "../golden/thread-texts-german.md");

test("the German texts of the thread are those of the golden file", () => {
  const text = inLanguage("de", germanThreadText);
  if (env.UPDATE_GOLDEN === "1") writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, "utf8"));
});

test("they say nothing of how the bot is made", () => {
  expect(inLanguage("de", germanThreadText)).not.toMatch(/\b(?:undefined|null|NaN|patch|lease|request_|course_)\b/);
});
