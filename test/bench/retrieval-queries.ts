/** How fast a workspace's queries are answered, and how near to exact BM25. */
import { createLexicalSearch } from "../../src/knowledge/lexical.ts";
import { type BenchBase, benchWorkspace, percentile, rounded } from "./retrieval-base.ts";
import { exactTopTen } from "./retrieval-exact.ts";

export type Latency = { p50Ms: number; p95Ms: number; cpuP50Ms: number; asExact: number };

export type Queries = { words5: readonly string[]; words30: readonly string[]; dense30: readonly string[] };
export type Latencies = {
  /** Five words that all carry meaning. */
  words5: Latency;
  /** Thirty words of prose. */
  words30: Latency;
  /** Thirty words that all carry meaning: the hardest. */
  dense30: Latency;
};

type Timed = Record<keyof Queries, Omit<Latency, "asExact">>;

/** Each twice: once before, so that pages are in memory as they are in a bot that runs. */
export async function measureLatencies(base: BenchBase, { words5, words30, dense30 }: Queries): Promise<Timed> {
  return {
    words5: await measureQueries(base, words5),
    words30: await measureQueries(base, words30),
    dense30: await measureQueries(base, dense30),
  };
}

/** Takes much memory, so that what the process holds is measured before. */
export async function compareWithExact(base: BenchBase, queries: Queries, measured: Timed): Promise<Latencies> {
  return {
    words5: await withExactness(base, queries.words5, measured.words5),
    words30: await withExactness(base, queries.words30, measured.words30),
    dense30: await withExactness(base, queries.dense30, measured.dense30),
  };
}

/** Lines of a table. */
export function latencyTable({ words5, words30, dense30 }: Latencies): string[] {
  const rows = [
    ["5 words", words5],
    ["30 words", words30],
    ["30 dense", dense30],
  ] as const;
  return [
    "query       p50 ms   p95 ms   processor p50 ms   top 10 as exact BM25",
    ...rows.map(([name, { p50Ms, p95Ms, cpuP50Ms, asExact }]) =>
      [
        name.padEnd(9),
        ...[p50Ms, p95Ms].map((value) => `${value}`.padStart(9)),
        `${cpuP50Ms}`.padStart(19),
        `${asExact}`.padStart(23),
      ].join(""),
    ),
  ];
}

async function measureQueries(base: BenchBase, queries: readonly string[]) {
  const search = (query: string) =>
    base.knowledge.search({ workspaceId: benchWorkspace, query, documentIds: null, limit: 10 });
  // Once before, so that pages are in memory as they are in a bot that runs.
  for (const query of queries) await search(query);
  const times: number[] = [];
  const cpu: number[] = [];
  for (const query of queries) {
    const start = performance.now();
    const cpuStart = cpuNow();
    await search(query);
    times.push(performance.now() - start);
    cpu.push(cpuNow() - cpuStart);
  }
  return {
    p50Ms: rounded(percentile(times, 0.5), 1),
    p95Ms: rounded(percentile(times, 0.95), 1),
    cpuP50Ms: rounded(percentile(cpu, 0.5), 1),
  };
}

/** The share of the exact top ten that the search in SQL finds, before its results are spread over documents. */
async function withExactness(
  base: BenchBase,
  queries: readonly string[],
  latency: Omit<Latency, "asExact">,
): Promise<Latency> {
  const lexical = createLexicalSearch({ database: base.database });
  const exact = await exactTopTen(base.database, queries);
  let shared = 0;
  let all = 0;
  for (const [index, query] of queries.entries()) {
    const { hits } = await lexical({ workspaceId: benchWorkspace, query, documentIds: null, limit: 10 });
    const ids = new Set(hits.map(({ setId, ordinal }) => `${setId}.${ordinal}`));
    const wanted = exact[index] ?? [];
    shared += wanted.filter((passage) => ids.has(passage)).length;
    all += wanted.length;
  }
  return { ...latency, asExact: rounded(shared / Math.max(1, all), 4) };
}

/** Milliseconds of processor time so far. */
export function cpuNow(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
