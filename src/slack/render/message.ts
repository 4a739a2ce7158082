/** A message of a course as it should stand in Slack. */
import type { KnownBlock } from "@slack/types";
import { slackLimits } from "./limits.ts";
import { truncate, truncateEscaped } from "./split.ts";
import { mrkdwn } from "./text.ts";

export type RenderedMessage = {
  /** Which message of the course: "root", "card:1", "card:2" …, "closing". */
  slot: string;
  /** What a screen reader or a notification says instead of the blocks; in Slack's escaping. */
  text: string;
  blocks: KnownBlock[];
};

/** A stretch of a message that is never torn, with what a screen reader says for it (not escaped). */
export type Unit = {
  blocks: KnownBlock[];
  spoken: string;
  /** The most that the stretch can come to weigh while it grows; see `pack.ts`. */
  reserve: number;
  /** What a message that begins with this stretch says on top, when it goes on with something torn. */
  continues?: string;
};

/** The `text` of a message: all that its blocks say, as far as Slack's limit goes; then it ends in "…". */
export function fallback(spoken: readonly string[], prefix = ""): string {
  const most = slackLimits.fallback - 100;
  // Escaping makes it longer, so what is too long already need not be escaped.
  const said = truncate(spoken.filter((each) => each !== "").join("\n"), most);
  return truncateEscaped(`${prefix}${mrkdwn(said)}`, most) || "…";
}

/** Slot of the nth message of the card, counted from 1. */
export function cardSlot(part: number): string {
  return `card:${part}`;
}
