/**
 * Gives passages their vectors, behind everybody's back: what has none of the model in use is embedded, whoever was stopped in the
 * middle. Several workers share the work by taking turns at workspaces.
 */
import { setImmediate as turn } from "node:timers/promises";
import { codeOf } from "../errors.ts";
import type { Log } from "../log.ts";
import type { EmbeddingModel } from "../model/embeddings.ts";
import type { UnembeddedPassage, VectorRepository, VectorSpace } from "../storage/vectors.ts";
import type { EmbeddingReport } from "./embedding-report.ts";
import type { EmbeddingSpace } from "./embedding-space.ts";

export type PassageEmbedding = {
  /** Embeds what is missing, now. While a run is under way there is one more after it. Never fails: what is left is tried again. */
  run(): Promise<void>;
  /** Runs now and every minute; the result ends it and waits. */
  start(): () => Promise<void>;
};

/** Some 15,000 tokens a call. */
const batchSize = 64;
/** Near 20 ms of PGlite's one lane with vectors of 1,536 numbers. */
const savedAtOnce = 8;
/** Then other workspaces have theirs, so that a large one does not hold up all. */
const batchesATurn = 20;
/** When more workspaces than this fail, the service does. */
const mostFailures = 2;
const minute = 60_000;

export function createPassageEmbedding({
  vectors,
  embeddings,
  space,
  hasIndexes,
  owner,
  spent,
  report,
  log,
}: {
  vectors: VectorRepository;
  embeddings: EmbeddingModel;
  space: EmbeddingSpace;
  /** Whether large workspaces get an index for approximate search. */
  hasIndexes: boolean;
  owner: string;
  spent: (workspaceId: string, tokens: number) => void;
  report: EmbeddingReport;
  log: Log;
}): PassageEmbedding {
  let stopping = new AbortController();
  let underWay: Promise<void> | null = null;
  let another = false;
  let isMended = false;

  async function embedAll(signal: AbortSignal): Promise<void> {
    const { space: current } = await space.measure(signal);
    const started = performance.now();
    const failed = new Map<string, unknown>();
    let passages = 0;
    for (let some = -1; some !== 0; passages += Math.max(0, some)) {
      some = 0;
      for (const workspaceId of await vectors.unfinished(current)) {
        if (failed.has(workspaceId)) continue;
        try {
          some += await embedSome(workspaceId, current, signal);
        } catch (error) {
          // One text that the service cannot bear must not keep the others from theirs.
          failed.set(workspaceId, error);
          if (signal.aborted || failed.size > mostFailures) throw error;
        }
      }
    }
    for (const error of failed.values()) throw error;
    report.back();
    if (passages > 0) {
      log.info(
        { ...current, passages, milliseconds: Math.round(performance.now() - started) },
        "passages were embedded",
      );
    }
    // Also once after the start: the process before this one may have been stopped in the middle.
    if (hasIndexes && (passages > 0 || !isMended)) await mend(current, signal);
    while (!signal.aborted && (await vectors.forgetOthers(current))) await turn();
  }

  /** Search goes on without an index, only slower. */
  async function mend(current: VectorSpace, signal: AbortSignal): Promise<void> {
    try {
      const { made, dropped } = await vectors.mendIndexes(current, { signal });
      if (made + dropped > 0) log.info({ ...current, made, dropped }, "indexes of vectors were made or dropped");
      isMended = true;
    } catch (error) {
      if (!signal.aborted) log.warn({ ...current, error }, "indexes of vectors could not be made; tried again");
    }
  }

  /** Returns how many it embedded; none where somebody else is at it. */
  async function embedSome(workspaceId: string, current: VectorSpace, signal: AbortSignal): Promise<number> {
    let passages = 0;
    try {
      for (let batch = 0; batch < batchesATurn && (await vectors.takeTurn(workspaceId, owner)); batch += 1) {
        signal.throwIfAborted();
        const some = await vectors.next(workspaceId, current, batchSize);
        if (some.length === 0) break;
        const embedded = await embeddings.embed(some.map(embeddedText), { signal });
        spent(workspaceId, embedded.tokens);
        if (embedded.vectors.some((vector) => vector !== null && vector.length !== current.dimensions)) space.changed();
        const saved = some.map(({ setId, ordinal }, index) => ({
          setId,
          ordinal,
          vector: embedded.vectors[index] ?? null,
        }));
        for (let from = 0; from < saved.length; from += savedAtOnce) {
          await vectors.save(workspaceId, current, saved.slice(from, from + savedAtOnce));
          // PGlite works inside this process: others get a turn of the event loop.
          await turn();
        }
        passages += some.length;
      }
    } finally {
      await vectors.giveUpTurn(workspaceId, owner);
    }
    return passages;
  }

  async function runOnce(): Promise<void> {
    const { signal } = stopping;
    try {
      await embedAll(signal);
    } catch (error) {
      if (signal.aborted) return;
      if (codeOf(error).startsWith("model_")) report.lost(error);
      else log.warn({ error }, "passages could not be embedded; tried again");
    }
  }

  async function runWhileAsked(): Promise<void> {
    do {
      another = false;
      await runOnce();
    } while (another && !stopping.signal.aborted);
  }

  const run = () => {
    another = underWay !== null;
    underWay ??= runWhileAsked().finally(() => {
      underWay = null;
    });
    return underWay;
  };

  return {
    run,
    start() {
      stopping = new AbortController();
      const timer = setInterval(() => void run(), minute).unref();
      void run();
      return async () => {
        clearInterval(timer);
        stopping.abort();
        await underWay;
      };
    },
  };
}

/** Headings belong to what stands under them. */
function embeddedText({ place, text }: UnembeddedPassage): string {
  return [...place.heading_path, text].join("\n");
}
