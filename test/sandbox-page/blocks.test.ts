import { expect, test } from "vitest";
import { blockKeys } from "../../src/sandbox/page/blocks/keys.ts";
import type { JsonObject } from "../../src/sandbox/page-api.ts";

const section = (id: string): JsonObject => ({ type: "section", block_id: id });
const actions = (id: string, ...ids: string[]): JsonObject => ({
  type: "actions",
  block_id: id,
  elements: ids.map((action_id) => ({ type: "button", action_id })),
});

test("a button keeps its place while the card around it grows under new block ids", () => {
  const before = blockKeys([section("a1"), actions("a2", "cancel"), section("a3")]);
  const after = blockKeys([section("b1"), section("b2"), actions("b3", "cancel"), section("b4")]);
  expect(after).toEqual([before[0], before[2], before[1], "section 3"]);
});

test("inputs go by their block_id, and no two blocks share a key", () => {
  const input = (id: string): JsonObject => ({
    type: "input",
    block_id: id,
    element: { type: "plain_text_input", action_id: "v" },
  });
  expect(blockKeys([input("one"), input("two")])).toEqual(["input one 1", "input two 1"]);
  const keys = blockKeys([actions("1", "x"), actions("2", "x"), section("3"), section("4"), input("5")]);
  expect(new Set(keys).size).toBe(keys.length);
});
