/** Reads what a workspace's courses have used, for its admins. */
import type { Config } from "../../config.ts";
import type { FullStore } from "../../storage/create-store.ts";
import type { Spent } from "../../storage/usage.ts";
import type { HomeUsage, UsedMonth } from "../render/home-usage.ts";

type Prices = NonNullable<Config["prices"]>;
/** How many months are shown: this one, and the last ones that have anything. */
const shownMonths = 6;
const shownCourses = 5;
const nothing: Omit<UsedMonth, "month"> = {
  courses: 0,
  modelCalls: 0,
  inputTokens: 0,
  outputTokens: 0,
  cost: null,
  milliseconds: 0,
  slackEdits: 0,
};

/** What tokens cost, in the prices' currency. */
export function costOf(
  { inputTokens, cachedInputTokens, outputTokens }: Pick<Spent, "inputTokens" | "cachedInputTokens" | "outputTokens">,
  { input, cachedInput, output }: Prices,
): number {
  const fresh = Math.max(0, inputTokens - cachedInputTokens);
  return (fresh * input + cachedInputTokens * cachedInput + outputTokens * output) / 1_000_000;
}

/** @param now tells which month is "this" one (UTC) */
export async function readUsage(
  { store, prices }: { store: Pick<FullStore, "usage" | "embeddingUsage" | "workspaces">; prices: Prices | null },
  workspaceId: string,
  now: Date,
): Promise<HomeUsage> {
  const [spent, dearest, embedding, { limits }] = await Promise.all([
    store.usage.months(workspaceId, shownMonths),
    store.usage.courses(workspaceId, now, shownCourses),
    store.embeddingUsage.month(workspaceId, now),
    store.workspaces.settings(workspaceId),
  ]);
  const withCost = <Of extends Spent>(of: Of) => ({ ...of, cost: prices === null ? null : costOf(of, prices) });
  const priced = spent.map(withCost);
  const month = now.toISOString().slice(0, "2026-11".length);
  const current = priced.find((each) => each.month === month) ?? {
    ...nothing,
    month,
    cost: prices === null ? null : 0,
  };
  return {
    current,
    earlier: priced.filter((each) => each.month < month).slice(0, shownMonths - 1),
    dearest: dearest.map(withCost),
    embedding: {
      tokens: embedding.tokens,
      cost: prices === null || prices.embedding === null ? null : (embedding.tokens * prices.embedding) / 1_000_000,
    },
    tokensPerMonth: limits.tokensPerMonth,
    currency: prices?.currency ?? null,
  };
}
