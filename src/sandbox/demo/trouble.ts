/** A model that is slow or fails on purpose: stands before the writer and the reviser of the demo's bot. */
import { z } from "zod";
import type { Reviser, ReviseTask } from "../../authoring/reviser.ts";
import type { PartTask, SectionTask, Writer, WriterEvent } from "../../authoring/writer.ts";
import { CoursewrightError } from "../../errors.ts";

/** What the demo tells its bot whenever a switch is turned. */
export const troubleSchema = z.object({ slow: z.boolean(), failing: z.boolean() });
export type Trouble = z.output<typeof troubleSchema>;

/** Resolves after so many milliseconds; rejects when the signal aborts. */
type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;
type Parts = { trouble: () => Trouble; sleep: Sleep };

/** A slow model gives so many characters, and then pauses for so many milliseconds: some 15 tokens a second. */
const slowPiece = 12;
const slowPauseMs = 200;
/** So long a slow model thinks before it says anything, and a failing one before it is given up. */
const thinkingMs = 2_500;

/** The writer, as slow or as broken as `trouble` says at each moment. */
export function troubleWriter(writer: Writer, parts: Parts): Writer {
  const { writePart } = writer;
  return {
    kind: writer.kind,
    writeSection: (task: SectionTask, signal) => troubled(writer.writeSection(task, signal), signal, parts),
    ...(writePart && {
      writePart: (task: PartTask, signal: AbortSignal) => troubled(writePart(task, signal), signal, parts),
    }),
  };
}

/** The reviser, as slow or as broken as `trouble` says when a reply comes. */
export function troubleReviser(reviser: Reviser, parts: Parts): Reviser {
  return {
    kind: reviser.kind,
    query: (task) => reviser.query(task),
    async revise(task: ReviseTask, signal: AbortSignal) {
      await think(signal, parts);
      return reviser.revise(task, signal);
    },
  };
}

async function* troubled(
  events: AsyncIterable<WriterEvent>,
  signal: AbortSignal,
  parts: Parts,
): AsyncGenerator<WriterEvent, void, undefined> {
  const { trouble, sleep } = parts;
  await think(signal, parts);
  for await (const event of events) {
    if (event.type !== "text") {
      yield event;
      continue;
    }
    for (let rest = event.text; rest !== ""; ) {
      failIfSwitched(trouble());
      const piece = trouble().slow ? rest.slice(0, slowPiece) : rest;
      yield { type: "text", text: piece };
      rest = rest.slice(piece.length);
      if (trouble().slow) await sleep(slowPauseMs, signal);
    }
  }
}

async function think(signal: AbortSignal, { trouble, sleep }: Parts): Promise<void> {
  const { slow, failing } = trouble();
  if (slow || failing) await sleep(thinkingMs, signal);
  failIfSwitched(trouble());
}

function failIfSwitched({ failing }: Trouble): void {
  if (failing) throw new CoursewrightError("model_down", "the sandbox's switch makes the model fail");
}
