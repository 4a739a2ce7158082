/** Speed, exactness and memory on many passages. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createLexicalSearch } from "../../src/knowledge/lexical.ts";
import { type BenchBase, benchWorkspace, openBenchBase, percentile, rounded } from "./retrieval-base.ts";
import { type BaselineDocument, createBaseline } from "./retrieval-baseline.ts";
import { createBenchCorpus } from "./retrieval-corpus.ts";
import { exactTopTen } from "./retrieval-exact.ts";

type Latency = { p50Ms: number; p95Ms: number; cpuP50Ms: number; asExact: number };
export type ScaleFigures = {
  passages: number;
  ingestedPerSecond: number;
  /** Processor time alone, which other work on the machine disturbs less. */
  ingestedPerCpuSecond: number;
  /** The longest that another statement had to wait for its turn while documents were taken in. */
  longestWaitMs: number;
  /** Five words that all carry meaning. */
  words5: Latency;
  /** Thirty words of prose. */
  words30: Latency;
  /** Thirty words that all carry meaning: the hardest. */
  dense30: Latency;
  memoryMb: { at10000: number | null; atEnd: number };
  /** Those of five words: what `--dataset` prints under the same name. */
  p50Ms: number;
  p95Ms: number;
  minisearch: { buildSeconds: number; heapMb: number; words5P50Ms: number; words30P50Ms: number } | null;
};

const sectionsPerDocument = 200;
const queriesPerLength = 40;
const memoryMark = 10_000;

/** Takes in so many passages, searches, compares with exact BM25, and prints a table. */
export async function measureScale({
  passages,
  alone,
  print,
}: {
  passages: number;
  alone: boolean;
  print: (line: string) => void;
}): Promise<ScaleFigures> {
  const corpus = createBenchCorpus();
  const base = await openBenchBase();
  try {
    const kept: BaselineDocument[] = [];
    let at10000: number | null = null;
    let wallMs = 0;
    let cpuMs = 0;
    let longestWaitMs = 0;
    const short = Array.from({ length: queriesPerLength }, () => corpus.query(5));
    const long = Array.from({ length: queriesPerLength }, () => corpus.prose(30));
    const dense = Array.from({ length: queriesPerLength }, () => corpus.query(30));
    for (let done = 0; done < passages; done += sectionsPerDocument) {
      const sections = Math.min(sectionsPerDocument, passages - done);
      const { title, text } = corpus.document(done / sectionsPerDocument, sections);
      if (!alone)
        kept.push(
          ...text
            .split("\n\n## ")
            .slice(1)
            .map((section, index) => ({ id: `${done + index}`, title, text: section })),
        );
      const wall = performance.now();
      const cpu = cpuNow();
      const { waitMs } = await withBystander(base, () => base.add({ title, text, kind: "markdown" }));
      longestWaitMs = Math.max(longestWaitMs, waitMs);
      wallMs += performance.now() - wall;
      cpuMs += cpuNow() - cpu;
      if (done + sections === memoryMark) at10000 = await searchedMemory(base, [...short, ...long, ...dense]);
    }
    await base.tend();
    const words5 = await measureQueries(base, short);
    const words30 = await measureQueries(base, long);
    const dense30 = await measureQueries(base, dense);
    const atEnd = memoryMb();
    const figures: ScaleFigures = {
      passages,
      ingestedPerSecond: Math.round((passages / wallMs) * 1_000),
      ingestedPerCpuSecond: Math.round((passages / cpuMs) * 1_000),
      longestWaitMs: rounded(longestWaitMs, 0),
      words5: await withExactness(base, short, words5),
      words30: await withExactness(base, long, words30),
      dense30: await withExactness(base, dense, dense30),
      memoryMb: { at10000, atEnd },
      p50Ms: words5.p50Ms,
      p95Ms: words5.p95Ms,
      minisearch: alone ? null : measureBaseline(kept, short, long),
    };
    printTable(figures, print);
    return figures;
  } finally {
    await base.close();
  }
}

/** Meanwhile another wants something small of the database every 20 ms: how late does it get it at most? */
async function withBystander(base: BenchBase, work: () => Promise<unknown>): Promise<{ waitMs: number }> {
  let isDone = false;
  let waitMs = 0;
  const bystander = (async () => {
    while (!isDone) {
      const due = performance.now() + 20;
      await new Promise((resolve) => setTimeout(resolve, 20));
      await base.database.execute("select 1");
      waitMs = Math.max(waitMs, performance.now() - due);
    }
  })();
  try {
    await work();
  } finally {
    isDone = true;
    await bystander;
  }
  return { waitMs };
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

function measureBaseline(documents: readonly BaselineDocument[], short: readonly string[], long: readonly string[]) {
  const heap = memoryMb();
  const start = performance.now();
  const baseline = createBaseline(documents);
  const buildSeconds = rounded((performance.now() - start) / 1_000, 1);
  const p50 = (queries: readonly string[]) => {
    const times = queries.map((query) => {
      const begun = performance.now();
      baseline.search(query, {});
      return performance.now() - begun;
    });
    return rounded(percentile(times, 0.5), 1);
  };
  return { buildSeconds, words5P50Ms: p50(short), words30P50Ms: p50(long), heapMb: memoryMb() - heap };
}

async function searchedMemory(base: BenchBase, queries: readonly string[]): Promise<number> {
  for (const query of queries) {
    await base.knowledge.search({ workspaceId: benchWorkspace, query, documentIds: null, limit: 10 });
  }
  return memoryMb();
}

/** What the process holds after a full collection of garbage. */
function memoryMb(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return Math.round(process.memoryUsage().rss / 1e6);
}

function cpuNow(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function printTable(figures: ScaleFigures, print: (line: string) => void): void {
  const {
    passages,
    ingestedPerSecond,
    ingestedPerCpuSecond,
    longestWaitMs,
    words5,
    words30,
    dense30,
    memoryMb: memory,
    minisearch,
  } = figures;
  print(`${passages} passages, ${ingestedPerSecond}/s taken in (${ingestedPerCpuSecond} a second of processor time)`);
  print(`another statement waited ${longestWaitMs} ms at most while documents were taken in`);
  print(`memory: ${memory.at10000 ?? "-"} MB at ${memoryMark}, ${memory.atEnd} MB at the end`);
  print("query       p50 ms   p95 ms   processor p50 ms   top 10 as exact BM25");
  for (const [name, { p50Ms, p95Ms, cpuP50Ms, asExact }] of [
    ["5 words", words5],
    ["30 words", words30],
    ["30 dense", dense30],
  ] as const) {
    print(
      [
        name.padEnd(9),
        ...[p50Ms, p95Ms].map((value) => `${value}`.padStart(9)),
        `${cpuP50Ms}`.padStart(19),
        `${asExact}`.padStart(23),
      ].join(""),
    );
  }
  if (minisearch === null) return;
  const { buildSeconds, heapMb, words5P50Ms, words30P50Ms } = minisearch;
  print(
    `MiniSearch: built in ${buildSeconds} s, ${heapMb} MB, p50 ${words5P50Ms} ms (5 words), ${words30P50Ms} ms (30 words)`,
  );
}
