/** Ranking quality on a collection in BEIR layout: `corpus.jsonl`, `queries.jsonl`, `qrels/test.tsv` (or `dev.tsv`). */
import { createReadStream, existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { benchWorkspace, openBenchBase, percentile, rounded } from "./retrieval-base.ts";
import { type BaselineDocument, baselineSettings, createBaseline } from "./retrieval-baseline.ts";
import { type Judgements, ndcgAt10 } from "./retrieval-ndcg.ts";

export type DatasetFigures = {
  ndcg10: number;
  p50Ms: number;
  p95Ms: number;
  passages: number;
  documents: number;
  queries: number;
  /** Queries to which nothing was near enough to be claimed. */
  unclaimed: number;
  ingestedPerSecond: number;
  minisearch: { ndcg10: number; bestNdcg10: number; p50Ms: number; p95Ms: number } | null;
};

const id = z.union([z.string(), z.number()]).transform(String);
const entrySchema = z.object({ _id: id, title: z.string().nullish(), text: z.string().nullish() });
/** More passages than documents are asked for, since several may be of one document. */
const asked = 20;

/** Takes the collection in, puts every judged query, and prints a table. */
export async function measureDataset({
  directory,
  alone,
  print,
}: {
  directory: string;
  alone: boolean;
  print: (line: string) => void;
}): Promise<DatasetFigures> {
  const judgements = await readJudgements(join(directory, "qrels"));
  const queries = (await readEntries(join(directory, "queries.jsonl"))).filter(({ id: query }) =>
    [...(judgements.get(query)?.values() ?? [])].some((grade) => grade > 0),
  );
  const corpus = await readEntries(join(directory, "corpus.jsonl"));
  await using base = disposable(await openBenchBase());
  const { knowledge, database, add, tend } = base.value;
  const names = new Map<string, string>();
  const withoutItself = createSelfFilter(corpus);
  const begun = performance.now();
  for (const { id: name, title, text } of corpus) {
    if (`${title}${text}`.trim() === "") continue;
    const heading = title.replace(/\s+/gu, " ").trim();
    const document = await add({ title: heading || name, text: [heading, text].join("\n\n"), kind: "text" });
    if (document !== null) names.set(document, name);
  }
  const seconds = (performance.now() - begun) / 1_000;
  await tend();
  const [counted] = await database.query(z.object({ n: z.number() }), "select count(*)::int as n from passages");
  const passages = counted?.n ?? 0;

  const times: number[] = [];
  const scores: number[] = [];
  let unclaimed = 0;
  for (const { id: query, text } of queries) {
    const start = performance.now();
    const found = await knowledge.search({ workspaceId: benchWorkspace, query: text, documentIds: null, limit: asked });
    times.push(performance.now() - start);
    if (found.nothingRelevant) unclaimed += 1;
    const ranked = [...new Set(found.passages.flatMap(({ documentId }) => names.get(documentId) ?? []))];
    scores.push(ndcgAt10(withoutItself(ranked, query, text), judgements.get(query) ?? new Map()));
  }
  const figures: DatasetFigures = {
    ndcg10: rounded(mean(scores), 4),
    p50Ms: rounded(percentile(times, 0.5), 2),
    p95Ms: rounded(percentile(times, 0.95), 2),
    passages,
    documents: names.size,
    queries: queries.length,
    unclaimed,
    ingestedPerSecond: Math.round(passages / seconds),
    minisearch: alone ? null : measureBaseline(corpus, queries, judgements, withoutItself),
  };
  printTable(figures, print);
  return figures;
}

function measureBaseline(
  corpus: readonly BaselineDocument[],
  queries: readonly BaselineDocument[],
  judgements: Judgements,
  withoutItself: (ranked: readonly string[], query: string, text: string) => string[],
) {
  const baseline = createBaseline(corpus);
  const times: number[] = [];
  const byDefault: number[] = [];
  let best = 0;
  for (const [index, settings] of baselineSettings.entries()) {
    const scores = queries.map(({ id: query, text }) => {
      const start = performance.now();
      const ranked = withoutItself(baseline.search(text, settings), query, text);
      if (index === 0) times.push(performance.now() - start);
      return ndcgAt10(ranked, judgements.get(query) ?? new Map());
    });
    if (index === 0) byDefault.push(mean(scores));
    best = Math.max(best, mean(scores));
  }
  return {
    ndcg10: rounded(mean(byDefault), 4),
    bestNdcg10: rounded(best, 4),
    p50Ms: rounded(percentile(times, 0.5), 2),
    p95Ms: rounded(percentile(times, 0.95), 2),
  };
}

function printTable(figures: DatasetFigures, print: (line: string) => void): void {
  const { documents, passages, queries, unclaimed, ingestedPerSecond, minisearch } = figures;
  print(`${documents} documents, ${passages} passages (${ingestedPerSecond}/s), ${queries} judged queries`);
  print(`${unclaimed} queries were answered with nothing`);
  print("                          nDCG@10   p50 ms   p95 ms");
  const row = (name: string, ndcg: number, p50?: number, p95?: number) =>
    print(
      `${name.padEnd(24)}${[ndcg.toFixed(4), p50?.toFixed(1) ?? "", p95?.toFixed(1) ?? ""].map((cell) => cell.padStart(9)).join("")}`,
    );
  row("Coursewright", figures.ndcg10, figures.p50Ms, figures.p95Ms);
  if (minisearch !== null) {
    row("MiniSearch, default", minisearch.ndcg10, minisearch.p50Ms, minisearch.p95Ms);
    row(`MiniSearch, best of ${baselineSettings.length}`, minisearch.bestNdcg10);
  }
  print(
    "The gain of a document is its judgement (linear, as trec_eval has it; for judgements of 0 and 1 that is binary).",
  );
}

async function readEntries(path: string): Promise<BaselineDocument[]> {
  const entries: BaselineDocument[] = [];
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === "") continue;
    const { _id, title, text } = entrySchema.parse(JSON.parse(line));
    entries.push({ id: _id, title: title ?? "", text: text ?? "" });
  }
  return entries;
}

/** Where the queries are documents of the collection themselves, each is left out of its own answer. */
function createSelfFilter(corpus: readonly BaselineDocument[]) {
  const texts = new Map(corpus.map(({ id, text }) => [id, text]));
  const isItself = (document: string, query: string, text: string) =>
    document === query && (texts.get(document) ?? "").trim().startsWith(text.trim().slice(0, 100));
  return (ranked: readonly string[], query: string, text: string) =>
    ranked.filter((document) => !isItself(document, query, text));
}

/** Tab-separated query, document, grade, with a header; the four columns of TREC are read too. */
async function readJudgements(folder: string): Promise<Judgements> {
  const name = existsSync(join(folder, "test.tsv")) ? "test.tsv" : "dev.tsv";
  const path = join(folder, name);
  const judgements = new Map<string, Map<string, number>>();
  for (const line of (await readFile(path, "utf8")).split("\n")) {
    const cells = line.trim().split("\t");
    const grade = Number(cells.at(-1));
    const [query, document] = [cells[0], cells.at(-2)];
    if (query === undefined || document === undefined || cells.length < 3 || Number.isNaN(grade)) continue;
    judgements.set(query, (judgements.get(query) ?? new Map()).set(document, grade));
  }
  return judgements;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function disposable<Value extends { close(): Promise<void> }>(value: Value) {
  return { value, [Symbol.asyncDispose]: () => value.close() };
}
