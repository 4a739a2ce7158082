import { expect, test } from "vitest";
import { fuseRanks } from "../../src/knowledge/fusion.ts";

const names = (rankings: (string | null)[][]) => fuseRanks(rankings).map(({ name }) => name);

test("a score is the sum of one sixty-first, one sixty-second … by rank", () => {
  expect(fuseRanks([["a", "b"], ["b"]])).toEqual([
    { name: "b", score: 1 / 62 + 1 / 61 },
    { name: "a", score: 1 / 61 },
  ]);
});

test("what both rankings have comes before what one has on its first place", () => {
  expect(
    names([
      ["a", "b", "c"],
      ["d", "c", "e"],
    ]),
  ).toEqual(["c", "a", "d", "b", "e"]);
});

test("of equals the one that was met first", () => {
  expect(
    names([
      ["a", "b"],
      ["b", "a"],
    ]),
  ).toEqual(["a", "b"]);
});

test("one ranking stays as it is, and a hole keeps the ranks of what follows", () => {
  expect(names([["a", "b", "c"], []])).toEqual(["a", "b", "c"]);
  expect(fuseRanks([[null, "a"]])).toEqual([{ name: "a", score: 1 / 62 }]);
  expect(fuseRanks([])).toEqual([]);
});
