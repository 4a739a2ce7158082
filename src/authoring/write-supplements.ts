/** Writes the supplements that a course does not have yet, one after another. Each is kept when it is done. */
import type { CourseEvent } from "../course/events.ts";
import { type WrittenSupplement, writtenSupplementSchema } from "../course/supplement-schema.ts";
import { itemsFromDraft, type Supplement } from "../course/supplements.ts";
import { type DraftText, type DraftUsage, judgeJson, usableDraft } from "./usable-draft.ts";
import type { SectionTask, Writer } from "./writer.ts";

/**
 * Tells of each; returns all, in the order of the table.
 * @throws CoursewrightError `model_nonsense` when a second draft cannot be used either, and what the writer throws
 */
export async function* writeSupplements({
  supplements,
  task,
  kept,
  keep,
  writer,
  signal,
}: {
  supplements: readonly Supplement[];
  task: Omit<SectionTask, "stage" | "correction" | "supplement">;
  /** What earlier work has left, by name of the part. */
  kept: ReadonlyMap<string, unknown>;
  keep: (part: string, written: WrittenSupplement, usage: DraftUsage) => Promise<void>;
  writer: Writer;
  signal: AbortSignal;
}): AsyncGenerator<CourseEvent, WrittenSupplement[], undefined> {
  const all: WrittenSupplement[] = [];
  for (const supplement of supplements) {
    const part = `supplement ${supplement.name}`;
    const earlier = writtenSupplementSchema.safeParse(kept.get(part)).data;
    const written = earlier ?? (yield* write(supplement, part));
    all.push(written);
    yield { type: "supplement-completed", supplement: written };
  }
  return all;

  async function* write(supplement: Supplement, part: string): AsyncGenerator<never, WrittenSupplement, undefined> {
    const { name, heading } = supplement;
    const { value, usage } = yield* usableDraft({
      what: `draft of ${name}`,
      ask: (correction) => writer.writeSection({ ...task, stage: "assessments", supplement, correction }, signal),
      draft: createText(),
      judge: (text) => judgeJson(text, itemsFromDraft),
    });
    const written = { name, heading, items: value };
    await keep(part, written, usage);
    return written;
  }
}

/** Nothing of a supplement is shown while it grows. */
function createText(): DraftText {
  let text = "";
  return {
    add(more) {
      text += more;
    },
    restart() {
      text = "";
    },
    text: () => text,
  };
}
