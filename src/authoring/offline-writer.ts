/**
 * The writer that needs no model: it drafts from the prompt and the documents by rule, and streams its draft at a human
 * pace. The same task gives the same text.
 */
import { throwIfAborted } from "./end-of-work.ts";
import { draftSection } from "./offline/draft.ts";
import type { SectionTask, Writer, WriterEvent } from "./writer.ts";

export type OfflineWriterOptions = {
  /** The pace; null writes as fast as it can. */
  tokensPerSecond: number | null;
  /** Milliseconds, from any beginning. */
  now: () => number;
  /** Resolves after so many milliseconds; may reject or resolve early when the signal aborts. */
  sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
};

/** A shorter pause than this is not worth a timer. */
const shortestPauseMs = 15;
const stopped = "the offline writer was stopped";

/** Creates the offline writer. */
export function createOfflineWriter({ tokensPerSecond, now, sleep }: OfflineWriterOptions): Writer {
  async function* writeSection(task: SectionTask, signal: AbortSignal): AsyncGenerator<WriterEvent, void, undefined> {
    throwIfAborted(signal, stopped);
    const draft = task.supplement === undefined ? draftSection(task) : { items: task.supplement.draft(task.finished) };
    const tokens = tokensOf(JSON.stringify(draft));
    const start = now();
    for (let sent = 0; sent < tokens.length; ) {
      throwIfAborted(signal, stopped);
      const due =
        tokensPerSecond === null ? tokens.length : Math.floor(((now() - start) / 1_000) * tokensPerSecond) + 1;
      if (due > sent) {
        yield { type: "text", text: tokens.slice(sent, due).join("") };
        sent = Math.min(due, tokens.length);
      }
      if (sent < tokens.length && tokensPerSecond !== null) {
        const nextAt = start + (sent / tokensPerSecond) * 1_000;
        await pause(Math.max(shortestPauseMs, nextAt - now()), signal);
      }
    }
    throwIfAborted(signal, stopped);
    yield { type: "done", usage: { input: 0, cachedInput: 0, output: 0 }, model: "offline" };
  }

  async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    try {
      await sleep(milliseconds, signal);
    } catch (error) {
      // A sleep that was cut short says so in its own words; ours come from the signal.
      throwIfAborted(signal, stopped);
      throw error;
    }
  }

  return { kind: "offline", writeSection };
}

/** Pieces of about the size of a language model's tokens, some four characters: words, cut when long, and marks. */
export function tokensOf(text: string): string[] {
  return text.match(/ ?[\p{L}\p{M}\p{N}]{1,8}|[^\p{L}\p{M}\p{N}\s]{1,5}|\s|./gsu) ?? [];
}
