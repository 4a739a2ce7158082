/** Traces of work in a message of a course on which nobody works any more. */
import type { CourseRecord } from "../../../src/storage/store.ts";
import { texts } from "../../../src/texts.ts";
import type { SlackMessage } from "../evidence.ts";

/** What was left behind, in words. */
export function leftBehind({ state }: Pick<CourseRecord, "state">, { blocks }: Pick<SlackMessage, "blocks">): string[] {
  const said = JSON.stringify(blocks);
  const isOver = state === "ready" || state === "failed" || state === "cancelled" || state === "deleted";
  if (!isOver) return [];
  return [
    ...(said.includes('"course:cancel"') ? ["a Cancel button"] : []),
    ...(/[▰▱]{3}/.test(said) ? ["a progress bar"] : []),
    ...Object.values(texts.card.stage)
      .filter((stage) => said.includes(`*${stage}*`))
      .map((stage) => `"${stage}"`),
    ...(state === "ready" && said.includes('"course:retry"') ? ["a Retry button on a finished course"] : []),
  ];
}
