/** Writes one part of a course: streams its answer, judges it, and asks once more when it cannot be used. */
import { z } from "zod";
import type { DraftResult } from "../course/stages.ts";
import { type DraftText, type DraftUsage, judgeJson, usableDraft } from "./usable-draft.ts";
import type { PartTask, Writer } from "./writer.ts";

export type PartWriter = NonNullable<Writer["writePart"]>;

const answerSchema = z.object({ answer: z.unknown() });

/**
 * Yields what `grew` makes whenever more has come; returns the judged answer.
 * @throws CoursewrightError `model_nonsense` when the second draft cannot be used either, and what the writer throws
 */
export function writePart<Value, Told>({
  task,
  write,
  draft,
  grew,
  judge,
  signal,
}: {
  task: Omit<PartTask, "correction">;
  write: PartWriter;
  draft: DraftText;
  grew: () => Told;
  judge: (answer: unknown) => DraftResult<Value>;
  signal: AbortSignal;
}): AsyncGenerator<Told, { value: Value; usage: DraftUsage }, undefined> {
  return usableDraft({
    what: `draft of ${task.part.kind}`,
    ask: (correction) => write({ ...task, correction }, signal),
    draft,
    grew,
    judge: (text) => judgeAnswer(text, judge),
  });
}

/** Reads a whole answer and judges it. */
export function judgeAnswer<Value>(text: string, judge: (answer: unknown) => DraftResult<Value>): DraftResult<Value> {
  return judgeJson(text, (value) => {
    const whole = answerSchema.safeParse(value);
    return whole.success ? judge(whole.data.answer) : { ok: false, problem: z.prettifyError(whole.error) };
  });
}
