/** Asks for a draft until it can be used: its text is collected while it streams, then judged, and asked for once more. */
import type { DraftResult } from "../course/stages.ts";
import { CoursewrightError } from "../errors.ts";
import { parsePartialJson } from "../model/partial-json.ts";
import type { SectionTask, TokenUsage, WriterEvent } from "./writer.ts";

/** What was spent on something, over all the drafts that it took. `model` is the one that answered last. */
export type DraftUsage = TokenUsage & { drafts: number; model: string };

/** Where a draft's text goes while it comes. */
export type DraftText = { add(text: string): void; restart(): void; text(): string };

/** How often something is asked for before it is given up. */
export const mostDrafts = 2;

/**
 * Yields what `grew` makes whenever more has come; returns what the judge made of the draft.
 * @param what is asked for, for the log
 * @throws CoursewrightError `model_nonsense` when the last draft cannot be used either, and what `ask` throws
 */
export async function* usableDraft<Value, Told = never>({
  what,
  ask,
  draft,
  grew,
  judge,
}: {
  what: string;
  ask: (correction: SectionTask["correction"]) => AsyncIterable<WriterEvent>;
  draft: DraftText;
  grew?: () => Told;
  judge: (text: string) => DraftResult<Value>;
}): AsyncGenerator<Told, { value: Value; usage: DraftUsage }, undefined> {
  const usage = nothingSpent();
  let correction: SectionTask["correction"] = null;
  while (usage.drafts < mostDrafts) {
    draft.restart();
    for await (const event of ask(correction)) {
      if (event.type === "text") {
        draft.add(event.text);
        if (grew !== undefined) yield grew();
      } else if (event.type === "restart") draft.restart();
      else addUsage(usage, { ...event.usage, model: event.model });
    }
    usage.drafts += 1;
    const result = judge(draft.text());
    if (result.ok) return { value: result.value, usage };
    correction = { draft: draft.text(), problem: result.problem };
  }
  throw unusable(what, correction);
}

/** The error of something whose last draft could not be used. */
export function unusable(what: string, correction: SectionTask["correction"]): CoursewrightError {
  return new CoursewrightError("model_nonsense", `no usable ${what}: ${correction?.problem ?? ""}`, {
    facts: { drafts: mostDrafts },
  });
}

/** Judges a text that is to be JSON. */
export function judgeJson<Value>(text: string, judge: (value: unknown) => DraftResult<Value>): DraftResult<Value> {
  const { state, value } = parsePartialJson(text);
  if (state === "complete") return judge(value);
  const problems = {
    empty: "nothing came",
    partial: "the JSON ends before it is complete",
    invalid: "this is not valid JSON",
  };
  return { ok: false, problem: problems[state] };
}

/** A count to add to. */
export function nothingSpent(): DraftUsage {
  return { input: 0, cachedInput: 0, output: 0, drafts: 0, model: "" };
}

/** Adds what was spent on a call, or on several drafts. */
export function addUsage(total: DraftUsage, spent: TokenUsage & { drafts?: number; model: string }): void {
  total.input += spent.input;
  total.cachedInput += spent.cachedInput;
  total.output += spent.output;
  total.drafts += spent.drafts ?? 0;
  total.model = spent.model;
}
