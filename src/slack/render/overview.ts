/** Description, duration and level, below the title. */
import type { Overview } from "../../course/schema.ts";
import { texts } from "../../texts.ts";
import { fields, words } from "./blocks.ts";
import { createFlow } from "./flow.ts";
import { slackLimits } from "./limits.ts";
import type { Unit } from "./message.ts";
import { truncate } from "./split.ts";
import { line, mrkdwn } from "./text.ts";

/** `grows` marks the text as unfinished; `limit` is the size of a stretch. */
export function renderOverview(overview: Partial<Overview>, grows: boolean, limit: number): Unit[] {
  const title = line(overview.title ?? "");
  const flow = createFlow({ limit, continues: title });
  // The header had to shorten it.
  if (title.length > slackLimits.header) flow.line(words(title, { bold: true }), title);
  const onlyText = overview.duration_estimate === undefined && overview.difficulty_level === undefined;
  const more = grows && onlyText ? texts.card.more : "";
  if (overview.description !== undefined || more !== "") flow.text(`${overview.description ?? ""}${more}`);
  const pairs = [
    { label: texts.card.duration, value: texts.values.duration(overview.duration_estimate ?? "") },
    { label: texts.card.level, value: texts.values.level(overview.difficulty_level ?? "") },
  ].filter(({ value }) => value.trim() !== "");
  if (pairs.length > 0) {
    flow.block(
      fields(pairs.map(({ label, value }) => ({ label, value: mrkdwn(truncate(line(value), 200)) }))),
      pairs.map(({ label, value }) => `${label}: ${line(value)}`).join(", "),
    );
  }
  return flow.end();
}
