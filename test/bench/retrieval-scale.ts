/** Speed, exactness and memory on many passages. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type BenchBase, benchWorkspace, openBenchBase, percentile, rounded } from "./retrieval-base.ts";
import { type BaselineDocument, createBaseline } from "./retrieval-baseline.ts";
import { type BenchCorpus, createBenchCorpus } from "./retrieval-corpus.ts";
import {
  compareWithExact,
  cpuNow,
  type Latencies,
  latencyTable,
  measureLatencies,
  type Queries,
} from "./retrieval-queries.ts";

export type ScaleFigures = Latencies & {
  passages: number;
  ingestedPerSecond: number;
  /** Processor time alone, which other work on the machine disturbs less. */
  ingestedPerCpuSecond: number;
  /** The longest that another statement had to wait for its turn while documents were taken in. */
  longestWaitMs: number;
  memoryMb: { at10000: number | null; atEnd: number };
  /** Those of five words: what `--dataset` prints under the same name. */
  p50Ms: number;
  p95Ms: number;
  /** The same queries once more, when so many other workspaces have documents in the database. */
  withNeighbours: (Latencies & { workspaces: number }) | null;
  minisearch: { buildSeconds: number; heapMb: number; words5P50Ms: number; words30P50Ms: number } | null;
};

const sectionsPerDocument = 200;
const documentsPerNeighbour = 4;
const queriesPerLength = 40;
const memoryMark = 10_000;

/** Takes in so many passages, searches, compares with exact BM25, and prints a table. */
export async function measureScale({
  passages,
  neighbours,
  alone,
  print,
}: {
  passages: number;
  neighbours: number;
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
    const some = (query: () => string) => Array.from({ length: queriesPerLength }, query);
    const queries: Queries = {
      words5: some(() => corpus.query(5)),
      words30: some(() => corpus.prose(30)),
      dense30: some(() => corpus.query(30)),
    };
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
      if (done + sections === memoryMark) at10000 = await searchedMemory(base, Object.values(queries).flat());
    }
    await base.tend();
    const timed = await measureLatencies(base, queries);
    const atEnd = memoryMb();
    const latencies = await compareWithExact(base, queries, timed);
    const figures: ScaleFigures = {
      passages,
      ingestedPerSecond: Math.round((passages / wallMs) * 1_000),
      ingestedPerCpuSecond: Math.round((passages / cpuMs) * 1_000),
      longestWaitMs: rounded(longestWaitMs, 0),
      ...latencies,
      memoryMb: { at10000, atEnd },
      p50Ms: latencies.words5.p50Ms,
      p95Ms: latencies.words5.p95Ms,
      withNeighbours: neighbours === 0 ? null : await withNeighbours(base, corpus, neighbours, queries),
      minisearch: alone ? null : measureBaseline(kept, queries),
    };
    printTable(figures, print);
    return figures;
  } finally {
    await base.close();
  }
}

/** Each neighbour has documents of its own in the same tables; the queries are put to the first workspace as before. */
async function withNeighbours(base: BenchBase, corpus: BenchCorpus, neighbours: number, queries: Queries) {
  for (let neighbour = 1; neighbour <= neighbours; neighbour += 1) {
    for (let number = 0; number < documentsPerNeighbour; number += 1) {
      const { title, text } = corpus.document(number, sectionsPerDocument);
      await base.add({ title, text, kind: "markdown" }, `T${neighbour}NEIGHBOUR`);
    }
  }
  await base.tend();
  const timed = await measureLatencies(base, queries);
  return { workspaces: neighbours + 1, ...(await compareWithExact(base, queries, timed)) };
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

function measureBaseline(documents: readonly BaselineDocument[], { words5, words30 }: Queries) {
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
  return { buildSeconds, words5P50Ms: p50(words5), words30P50Ms: p50(words30), heapMb: memoryMb() - heap };
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

function printTable(figures: ScaleFigures, print: (line: string) => void): void {
  const { passages, ingestedPerSecond, ingestedPerCpuSecond, longestWaitMs, memoryMb: memory } = figures;
  print(`${passages} passages, ${ingestedPerSecond}/s taken in (${ingestedPerCpuSecond} a second of processor time)`);
  print(`another statement waited ${longestWaitMs} ms at most while documents were taken in`);
  print(`memory: ${memory.at10000 ?? "-"} MB at ${memoryMark}, ${memory.atEnd} MB at the end`);
  for (const line of latencyTable(figures)) print(line);
  if (figures.withNeighbours !== null) {
    print(`with ${figures.withNeighbours.workspaces} workspaces in the database:`);
    for (const line of latencyTable(figures.withNeighbours)) print(line);
  }
  if (figures.minisearch === null) return;
  const { buildSeconds, heapMb, words5P50Ms, words30P50Ms } = figures.minisearch;
  print(
    `MiniSearch: built in ${buildSeconds} s, ${heapMb} MB, p50 ${words5P50Ms} ms (5 words), ${words30P50Ms} ms (30 words)`,
  );
}
