/** What changed, as lines of a message: a headline a change, and under it what stood there and what stands there now. */
import type { RichTextElement } from "@slack/types";
import type { Change } from "../../course/diff.ts";
import type { ChangeDetail } from "../../texts/changes.ts";
import { changeText } from "../../texts/sentences.ts";
import { texts } from "../../texts.ts";
import { words } from "./blocks.ts";
import { cutAt, truncate } from "./split.ts";
import { line } from "./text.ts";

/** `indent` 1 is a detail of the line above. */
export type DiffLine = { elements: RichTextElement[]; spoken: string; indent: 0 | 1 };

/** Of the words before and after, so much is shown; the whole stands on the card. */
const longestSide = 160;
const longestHeadline = 220;
/** Kept before the first difference, so that a reader knows where they are. */
const leadIn = 30;

/**
 * One line a change and detail, at most `most` of them.
 * @returns the lines, and how many changes are not among them
 */
export function diffLines(changes: readonly Change[], most: number): { lines: DiffLine[]; left: number } {
  const durations = changes.flatMap(durationOf);
  const together = durations.length >= fewDurations;
  const groups = [
    ...changes.filter((change) => !together || durationOf(change).length === 0).map(linesOf),
    ...(together ? [[durationsLine(durations)]] : []),
  ];
  const lines: DiffLine[] = [];
  for (const [index, own] of groups.entries()) {
    if (index > 0 && lines.length + own.length > most) return { lines, left: groups.length - index };
    lines.push(...own.slice(0, most));
  }
  return { lines, left: 0 };
}

/** From so many on, modules whose duration alone has changed share a line. */
const fewDurations = 3;
type DurationChange = { place: number; before: string; after: string };

function durationOf(change: Change): DurationChange[] {
  if (change.kind !== "changed" || change.in !== "modules" || change.fields.length !== 1) return [];
  const [field] = change.fields;
  return field?.field === "duration" ? [{ place: change.place, before: field.before, after: field.after }] : [];
}

function durationsLine(durations: readonly DurationChange[]): DiffLine {
  const { durations: label, moduleDuration } = texts.thread.answer;
  const each = durations.map(({ place, before, after }) => moduleDuration(place, line(before), line(after)));
  return {
    elements: [...words(`${label}: `, { bold: true }), ...words(each.join(", "))],
    spoken: `${label}: ${each.join(", ")}`,
    indent: 0,
  };
}

/** A text that is shortened around what makes it differ from the other: the words before and after the change stay. */
function around(text: string, other: string, limit: number): string {
  if (text.length <= limit) return text;
  let same = 0;
  while (same < text.length && text[same] === other[same]) same += 1;
  const start = same <= leadIn || text.length - same <= 0 ? 0 : wordStart(text, same - leadIn);
  return start === 0 ? truncate(text, limit) : `…${truncate(text.slice(start), limit - 1)}`;
}

function linesOf(change: Change): DiffLine[] {
  const { said, details } = changeText(change);
  // Fields of the course itself need no heading.
  if (change.kind === "overview") return details.map((each) => detailLine(null, each));
  const headline = truncate(line(said), longestHeadline);
  const [only] = details;
  if (only !== undefined && details.length === 1) return [detailLine(headline, only)];
  const head: DiffLine = { elements: words(headline, { bold: true }), spoken: headline, indent: 0 };
  return [head, ...details.map((each): DiffLine => ({ ...detailLine(null, each), indent: 1 }))];
}

function detailLine(headline: string | null, { label, before, after }: ChangeDetail): DiffLine {
  const [was, is] = [line(before), line(after)];
  const short = { was: around(was, is, longestSide), is: around(is, was, longestSide) };
  const beginning = headline === null ? [] : words(`${headline}  ·  `, { bold: true });
  const elements = [
    ...beginning,
    ...words(`${label}${short.was === "" && short.is === "" ? "" : ": "}`),
    ...(short.was === "" ? [] : words(short.was, { strike: true })),
    ...(short.was === "" || short.is === "" ? [] : words(" → ")),
    ...words(short.is),
  ];
  const change = short.was === "" ? short.is : texts.thread.answer.fromTo(short.was, short.is);
  const spoken = `${headline === null ? "" : `${headline}. `}${label}${change === "" ? "" : `: ${change}`}`;
  return { elements, spoken, indent: 0 };
}

/** The start of the word at or after a place, so that no word is torn. */
function wordStart(text: string, at: number): number {
  const space = text.indexOf(" ", at);
  return space < 0 || space - at > leadIn ? cutAt(text, at) : space + 1;
}
