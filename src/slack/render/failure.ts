/** What went wrong, in words for people, with the way on. */
import type { CourseView } from "../../course/view.ts";
import { type ErrorCode, errorCodes } from "../../errors.ts";
import { texts } from "../../texts.ts";
import { actionIds } from "../action-ids.ts";
import { button, divider, note, sentence } from "./blocks.ts";
import type { Unit } from "./message.ts";
import { truncate } from "./split.ts";
import { line, mrkdwnLine } from "./text.ts";

/** A fact is a limit or a name, never a text. */
export const longestFact = 100;

type Facts = Readonly<Record<string, string | number>>;

/** Why it failed and what to do next, escaped for mrkdwn. */
export function failureText(code: ErrorCode, facts: Facts = {}): string {
  const escaped = Object.entries(facts).map(
    ([name, fact]) => [name, mrkdwnLine(truncate(String(fact), longestFact))] as const,
  );
  return texts.failures[code](Object.fromEntries(escaped));
}

/** The same for where text is shown literally. `code` comes from the store; an unknown one counts as `internal`. */
export function plainFailure(code: string, facts: Facts = {}): string {
  const short = Object.entries(facts).map(([name, fact]) => [name, truncate(line(String(fact)), longestFact)] as const);
  return texts.failures[errorCodes.find((each) => each === code) ?? "internal"](Object.fromEntries(short));
}

/** "Could not write *Modules*: …" with Retry, where the section would stand. */
export function renderFailure({ failure, state, sections, courseId, version }: CourseView): Unit[] {
  if (failure === null || state !== "failed") return [];
  const section = texts.card.section[failure.stage];
  const reason = failureText(failure.code, failure.facts);
  const kept = Object.values(sections).some((each) => each !== undefined);
  const retry = button(texts.card.retry, actionIds.retry, { course: courseId, version }, "primary");
  return [
    {
      blocks: [
        divider(),
        sentence(`:warning:  ${texts.card.couldNotWrite(`*${section}*`)} ${reason}`, retry),
        ...(kept ? [note(texts.card.keptSoFar)] : []),
      ],
      spoken: [`${texts.card.couldNotWrite(section)} ${reason}`, ...(kept ? [texts.card.keptSoFar] : [])].join("\n"),
      reserve: 800,
    },
  ];
}
