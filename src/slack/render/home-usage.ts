/** What courses have used, in the Home of admins: the budget, a table of months, and a picture of their tokens. Pure. */
import type { KnownBlock } from "@slack/types";
import { currentLanguage } from "../../texts/locale.ts";
import { texts } from "../../texts.ts";
import { divider, header, note, richText, sentence } from "./blocks.ts";

export type UsedMonth = {
  /** "2026-11" */
  month: string;
  courses: number;
  modelCalls: number;
  inputTokens: number;
  outputTokens: number;
  /** Null where no prices are set. */
  cost: number | null;
  /** Of all courses together, as are the edits. */
  milliseconds: number;
  slackEdits: number;
};
export type UsedCourse = Omit<UsedMonth, "month" | "courses"> & {
  /** Both null once the course is erased. */
  requesterId: string | null;
  askedAt: Date | null;
};
export type HomeUsage = {
  current: UsedMonth;
  /** The courses of this month that took most tokens. Who asked and when, not for what: that may be private. */
  dearest: readonly UsedCourse[];
  /** What making documents searchable by meaning took this month. `cost` null where it has no price. */
  embedding: { tokens: number; cost: number | null };
  /** The last months that have anything, newest first. */
  earlier: readonly UsedMonth[];
  /** Null is without limit. */
  tokensPerMonth: number | null;
  /** Three letters; null where no prices are set. */
  currency: string | null;
};

const budgetCells = 10;
const chartCells = 20;

/** Nothing while nothing has been used and there is no budget to tell of. */
export function usageBlocks(usage: HomeUsage): KnownBlock[] {
  const { current, earlier, dearest, embedding, tokensPerMonth, currency } = usage;
  const months = [current, ...earlier];
  const isUnused = months.every(({ courses }) => courses === 0);
  const embedded = embedding.tokens === 0 ? [] : [note(embeddingText(embedding, currency))];
  if (isUnused && tokensPerMonth === null && embedded.length === 0) return [];
  const heading = [divider(), header(texts.usage.heading), sentence(budgetText(tokensOf(current), tokensPerMonth))];
  if (isUnused) return [...heading, ...embedded];
  const counted = dearest.filter((course) => tokensOf(course) > 0);
  return [
    ...heading,
    monospaced(table(months, currency)),
    note(currency === null ? texts.usage.means : `${texts.usage.means} ${texts.usage.cost}`),
    ...(months.some((month) => tokensOf(month) > 0)
      ? [sentence(`*${texts.usage.chart}*`), monospaced(chart(months))]
      : []),
    ...(counted.length > 1
      ? [sentence([`*${texts.usage.dearest}*`, ...counted.map((course) => courseLine(course, currency))].join("\n"))]
      : []),
    ...embedded,
  ];
}

function courseLine(course: UsedCourse, currency: string | null): string {
  const { requesterId, askedAt, cost, modelCalls, slackEdits, milliseconds } = course;
  return texts.usage.course({
    asked:
      requesterId === null || askedAt === null
        ? texts.usage.erased
        : `<@${requesterId}>, ${texts.dates.slackDay(askedAt)}`,
    tokens: figure(tokensOf(course)),
    cost: currency === null || cost === null ? null : money(cost, { currency, dearest: cost }),
    calls: figure(modelCalls),
    seconds: mean(milliseconds / 1_000, 1),
    edits: figure(slackEdits),
  });
}

function embeddingText({ tokens, cost }: HomeUsage["embedding"], currency: string | null): string {
  const price = currency === null || cost === null ? null : money(cost, { currency, dearest: cost });
  return texts.usage.embedding(figure(tokens), price);
}

function budgetText(used: number, limit: number | null): string {
  if (limit === null) return texts.usage.noBudget(figure(used));
  const full = Math.min(budgetCells, Math.floor((used / limit) * budgetCells));
  const bar = "▰".repeat(full) + "▱".repeat(budgetCells - full);
  const line = texts.usage.budget(bar, figure(used), figure(limit), figure(Math.floor((used / limit) * 100)));
  return used < limit ? line : `${line}\n${texts.usage.budgetSpent}`;
}

function table(months: readonly UsedMonth[], currency: string | null): string {
  const { columns } = texts.usage;
  const dearest = Math.max(...months.map(({ cost }) => cost ?? 0));
  const rows = months.map((month) => [
    monthName(month.month),
    figure(month.courses),
    figure(month.modelCalls),
    figure(month.inputTokens),
    figure(month.outputTokens),
    ...(currency === null ? [] : [money(month.cost ?? 0, { currency, dearest })]),
    mean(month.milliseconds / 1_000, month.courses),
    mean(month.slackEdits, month.courses),
  ]);
  const head = [
    columns.month,
    columns.courses,
    columns.calls,
    columns.input,
    columns.output,
    ...(currency === null ? [] : [columns.cost]),
    columns.seconds,
    columns.edits,
  ];
  return aligned([head, ...rows]).join("\n");
}

/** Each bar stands behind its figure, so that nothing is told by the picture alone. */
function chart(months: readonly UsedMonth[]): string {
  const most = Math.max(...months.map(tokensOf));
  const labels = aligned(months.map((month) => [monthName(month.month), texts.usage.tokens(figure(tokensOf(month)))]));
  return months
    .map((month, index) => {
      const cells = tokensOf(month) === 0 ? 0 : Math.max(1, Math.round((tokensOf(month) / most) * chartCells));
      return `${labels[index]}  ${"█".repeat(cells)}`.trimEnd();
    })
    .join("\n");
}

/** Columns as wide as their widest cell: the first to the left, figures to the right. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  "),
  );
}

const tokensOf = ({ inputTokens, outputTokens }: Pick<UsedMonth, "inputTokens" | "outputTokens">) =>
  inputTokens + outputTokens;

function monospaced(text: string): KnownBlock {
  return richText([{ type: "rich_text_preformatted", elements: [{ type: "text", text }] }]);
}

function figure(count: number): string {
  return count.toLocaleString(currentLanguage());
}

function mean(sum: number, courses: number): string {
  if (courses === 0) return "–";
  return (sum / courses).toLocaleString(currentLanguage(), { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

/** Where the dearest month costs less than one, four places: a course often costs less than a hundredth. */
function money(amount: number, { currency, dearest }: { currency: string; dearest: number }): string {
  const places = { minimumFractionDigits: 4, maximumFractionDigits: 4 };
  return amount.toLocaleString(currentLanguage(), {
    style: "currency",
    currency,
    ...(dearest > 0 && dearest < 1 && places),
  });
}

function monthName(month: string): string {
  return new Date(`${month}-01T00:00:00Z`).toLocaleDateString(currentLanguage(), {
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
}
