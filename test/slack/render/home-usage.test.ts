/** What admins read about what courses have used. */
import { describe, expect, test } from "vitest";
import { blockProblems } from "../../../src/sandbox/blocks/check.ts";
import { costOf } from "../../../src/slack/home/usage.ts";
import { type HomeUsage, usageBlocks } from "../../../src/slack/render/home-usage.ts";
import { inLanguage } from "../../../src/texts/locale.ts";
import { said } from "./inspect.ts";

const november = {
  month: "2026-11",
  courses: 12,
  modelCalls: 48,
  inputTokens: 210_000,
  outputTokens: 11_400,
  cost: 0.0753,
  milliseconds: 492_000,
  slackEdits: 148,
};
const october = { ...november, month: "2026-10", inputTokens: 88_600, outputTokens: 22_100, cost: 12.345, courses: 8 };
const unused = { ...november, courses: 0, modelCalls: 0, inputTokens: 0, outputTokens: 0, cost: 0, slackEdits: 0 };
const course = { ...november, requesterId: "U1", askedAt: new Date("2026-11-22T12:00:00Z"), cost: 0.0123 };
const usage: HomeUsage = {
  current: november,
  earlier: [october],
  dearest: [],
  embedding: { tokens: 0, cost: null },
  tokensPerMonth: 1_000_000,
  currency: "USD",
};

const textOf = (given: HomeUsage) =>
  said(usageBlocks(given))
    .map(({ text }) => text)
    .join("\n");

describe("the usage of a workspace", () => {
  test("is a budget, a table and a picture whose figures stand beside it", () => {
    const text = textOf(usage);
    expect(text).toContain("▰▰▱▱▱▱▱▱▱▱  *221,400* of 1,000,000 tokens this month (22%)");
    expect(text).toContain(
      [
        "Month     Courses  Calls  Tokens in  Tokens out    Cost  Seconds  Edits",
        "Nov 2026       12     48    210,000      11,400   $0.08     41.0   12.3",
        "Oct 2026        8     48     88,600      22,100  $12.35     61.5   18.5",
      ].join("\n"),
    );
    expect(text).toContain(`Nov 2026  221,400 tokens  ${"█".repeat(20)}\nOct 2026  110,700 tokens  ${"█".repeat(10)}`);
  });

  test("keeps four places of small costs", () => {
    expect(textOf({ ...usage, earlier: [] })).toContain("11,400  $0.0753  ");
  });

  test("has no cost without prices, and no budget without a limit", () => {
    const text = textOf({ ...usage, tokensPerMonth: null, currency: null });
    expect(text).not.toContain("Cost");
    expect(text).toContain("*221,400* tokens this month. No budget is set");
  });

  test("says when the budget is spent", () => {
    expect(textOf({ ...usage, tokensPerMonth: 221_400 })).toMatch(/\(100%\)\nThe budget is used up/u);
  });

  test("is silent while nothing was used; a budget is told all the same", () => {
    const nothing = { ...usage, current: unused, earlier: [] };
    expect(usageBlocks({ ...nothing, tokensPerMonth: null })).toEqual([]);
    expect(textOf(nothing)).toContain("*0* of 1,000,000 tokens this month (0%)");
    expect(textOf(nothing)).not.toContain("Month");
  });

  test("leaves the picture out where no model was asked, and marks a mean of nothing", () => {
    const offline = textOf({ ...usage, current: unused, earlier: [{ ...october, inputTokens: 0, outputTokens: 0 }] });
    expect(offline).not.toContain("█");
    expect(offline).toMatch(/Nov 2026 .* –/u);
  });

  test("speaks German with German figures", () => {
    const text = inLanguage("de", () => textOf(usage));
    expect(text).toContain("*221.400* von 1.000.000 Tokens in diesem Monat (22 %)");
    expect(text).toMatch(/12,35\s\$/u);
  });

  test("names the dearest courses by who asked and when, once there is more than one", () => {
    expect(textOf({ ...usage, dearest: [course] })).not.toContain("took most");
    const erased = { ...course, requesterId: null, askedAt: null, cost: null };
    expect(textOf({ ...usage, dearest: [course, erased] })).toContain(
      [
        "*The courses of this month that took most*",
        "• <@U1>, <!date^1795348800^{date_short_pretty}|2026-11-22>: 221,400 tokens ($0.0123), 48 calls, 492.0 s of writing, 148 edits",
        "• a course that was deleted: 221,400 tokens, 48 calls, 492.0 s of writing, 148 edits",
      ].join("\n"),
    );
  });

  test("tells what embeddings took, even where nothing else was used", () => {
    const embedding = { tokens: 40_000, cost: 0.0008 };
    expect(textOf({ ...usage, embedding })).toContain("Besides, 40,000 tokens ($0.0008) this month made");
    const only = { ...usage, current: unused, earlier: [], tokensPerMonth: null, embedding: { tokens: 5, cost: null } };
    expect(textOf(only)).toContain("Besides, 5 tokens this month made");
  });

  test("is within Slack's limits at its largest", () => {
    const most = { ...november, inputTokens: 9e14, outputTokens: 9e14, milliseconds: 9e14, cost: 9e9 };
    const blocks = usageBlocks({ ...usage, current: most, earlier: [most, most, most, most, most] });
    expect(blockProblems(JSON.parse(JSON.stringify(blocks)), "home", "/blocks")).toEqual([]);
    expect(said(blocks).every(({ text }) => text.length <= 3_000)).toBe(true);
  });
});

test("input from the cache costs its own price", () => {
  const prices = { input: 2, cachedInput: 0.5, output: 10, embedding: null, currency: "USD" };
  expect(costOf({ inputTokens: 1_000_000, cachedInputTokens: 400_000, outputTokens: 100_000 }, prices)).toBeCloseTo(
    2.4,
  );
});
