/** Writes one part of a course: streams its answer, judges it, and asks once more when it cannot be used. */
import { z } from "zod";
import type { PartResult } from "../course/parts.ts";
import { CoursewrightError } from "../errors.ts";
import { parsePartialJson } from "../model/partial-json.ts";
import type { PartTask, TokenUsage, Writer } from "./writer.ts";

export type PartUsage = TokenUsage & { drafts: number; model: string };
export type PartWriter = NonNullable<Writer["writePart"]>;

/** Where a draft's text goes while it comes. */
export type Draft = { add(text: string): void; restart(): void; text(): string };

const drafts = 2;
const answerSchema = z.object({ answer: z.unknown() });

/**
 * Yields what `grew` makes whenever more has come; returns the judged answer.
 * @throws CoursewrightError `model_nonsense` when the second draft cannot be used either, and what the writer throws
 */
export async function* writePart<Value, Told>({
  task,
  write,
  draft,
  grew,
  judge,
  signal,
}: {
  task: Omit<PartTask, "correction">;
  write: PartWriter;
  draft: Draft;
  grew: () => Told;
  judge: (answer: unknown) => PartResult<Value>;
  signal: AbortSignal;
}): AsyncGenerator<Told, { value: Value; usage: PartUsage }, undefined> {
  const usage: PartUsage = { input: 0, cachedInput: 0, output: 0, drafts: 0, model: "" };
  let correction: PartTask["correction"] = null;
  while (usage.drafts < drafts) {
    if (usage.drafts > 0) draft.restart();
    for await (const event of write({ ...task, correction }, signal)) {
      if (event.type === "text") {
        draft.add(event.text);
        yield grew();
      } else if (event.type === "restart") draft.restart();
      else addUsage(usage, event.usage, event.model);
    }
    usage.drafts += 1;
    const result = judged(draft.text(), judge);
    if (result.ok) return { value: result.value, usage };
    correction = { draft: draft.text(), problem: result.problem };
  }
  throw new CoursewrightError("model_nonsense", `no usable draft of ${task.part.kind}: ${correction?.problem ?? ""}`, {
    facts: { drafts },
  });
}

/** Reads a whole answer and judges it. */
export function judged<Value>(text: string, judge: (answer: unknown) => PartResult<Value>): PartResult<Value> {
  return judgedJson(text, (value) => {
    const whole = answerSchema.safeParse(value);
    return whole.success ? judge(whole.data.answer) : { ok: false, problem: z.prettifyError(whole.error) };
  });
}

/** Judges a text that is to be JSON. */
export function judgedJson<Value>(text: string, judge: (value: unknown) => PartResult<Value>): PartResult<Value> {
  const { state, value } = parsePartialJson(text);
  if (state !== "complete") {
    const problems = {
      empty: "nothing came",
      partial: "the JSON ends before it is complete",
      invalid: "this is not valid JSON",
    };
    return { ok: false, problem: problems[state] };
  }
  return judge(value);
}

export function addUsage(total: PartUsage, call: TokenUsage, model: string): void {
  total.input += call.input;
  total.cachedInput += call.cachedInput;
  total.output += call.output;
  total.model = model;
}
