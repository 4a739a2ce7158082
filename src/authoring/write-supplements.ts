/** Writes the supplements that a course does not have yet, one after another. Each is kept when it is done. */
import type { CourseEvent } from "../course/events.ts";
import { type WrittenSupplement, writtenSupplementSchema } from "../course/supplement-schema.ts";
import { itemsFromDraft, type Supplement } from "../course/supplements.ts";
import { CoursewrightError } from "../errors.ts";
import { addUsage, judgedJson, type PartUsage } from "./write-part.ts";
import type { SectionTask, Writer } from "./writer.ts";

const drafts = 2;

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
  keep: (part: string, written: WrittenSupplement, usage: PartUsage) => Promise<void>;
  writer: Writer;
  signal: AbortSignal;
}): AsyncGenerator<CourseEvent, WrittenSupplement[], undefined> {
  const all: WrittenSupplement[] = [];
  for (const supplement of supplements) {
    const part = `supplement ${supplement.name}`;
    const earlier = writtenSupplementSchema.safeParse(kept.get(part)).data;
    const written = earlier ?? (await write(supplement, part));
    all.push(written);
    yield { type: "supplement-completed", supplement: written };
  }
  return all;

  async function write(supplement: Supplement, part: string): Promise<WrittenSupplement> {
    const usage: PartUsage = { input: 0, cachedInput: 0, output: 0, drafts: 0, model: "" };
    let correction: SectionTask["correction"] = null;
    while (usage.drafts < drafts) {
      let text = "";
      for await (const event of writer.writeSection(
        { ...task, stage: "assessments", supplement, correction },
        signal,
      )) {
        if (event.type === "text") text += event.text;
        else if (event.type === "restart") text = "";
        else addUsage(usage, event.usage, event.model);
      }
      usage.drafts += 1;
      const result = judgedJson(text, itemsFromDraft);
      if (result.ok) {
        const { name, heading } = supplement;
        const written = { name, heading, items: result.value };
        await keep(part, written, usage);
        return written;
      }
      correction = { draft: text, problem: result.problem };
    }
    throw new CoursewrightError(
      "model_nonsense",
      `no usable draft of ${supplement.name}: ${correction?.problem ?? ""}`,
      {
        facts: { drafts },
      },
    );
  }
}
