/** The answer to a reply or a button, in the thread: what changed, what did not and why, and the way back. It mentions nobody. */
import type { KnownBlock, RichTextList, RichTextSection } from "@slack/types";
import type { Obstacle, Remark, ReviseOutcome } from "../../course/revision.ts";
import { wantsHelp } from "../../texts/obstacles.ts";
import { dependentText, obstacleText, remarkText } from "../../texts/sentences.ts";
import { texts } from "../../texts.ts";
import { actionIds } from "../action-ids.ts";
import { button, list, literalNote, paragraph, richText, sublist, words } from "./blocks.ts";
import { type DiffLine, diffLines } from "./diff.ts";
import { plainFailure } from "./failure.ts";
import { messageBudget } from "./limits.ts";
import { fallback, type RenderedMessage } from "./message.ts";
import { weigh } from "./pack.ts";
import { placeText } from "./sources.ts";
import { truncate } from "./split.ts";
import { line } from "./text.ts";

export type AnswerContext = {
  courseId: string;
  /** `answer:<request id>`. */
  slot: string;
  /** What the person wrote, quoted on top so that each answer is seen to belong to its reply; null for a button. */
  reply: string | null;
};

/** How much is told, tried one after the other until it fits into a message; what is left out is counted. */
type Size = { lines: number; answer: number; sentences: number };
const sizes: readonly Size[] = [
  { lines: 24, answer: 6_000, sentences: 12 },
  { lines: 12, answer: 3_000, sentences: 8 },
  { lines: 6, answer: 1_500, sentences: 4 },
];
const longestQuote = 140;
const longestSentence = 600;
const mostDependents = 8;

/** The answer, or null when nothing is to be said. */
export function renderAnswer(outcome: ReviseOutcome, context: AnswerContext): RenderedMessage | null {
  const tries = sizes.map((size) => () => renderSized(outcome, context, size));
  const last = tries.length - 1;
  for (const [index, attempt] of tries.entries()) {
    const message = attempt();
    if (message === null || index === last || weigh(message.blocks) <= messageBudget.characters) return message;
  }
  return null;
}

function renderSized(outcome: ReviseOutcome, context: AnswerContext, size: Size): RenderedMessage | null {
  const answer = texts.thread.answer;
  switch (outcome.kind) {
    case "nothing":
    case "cancel":
      return null;
    case "revised":
      return message(context, revised(outcome, context, size));
    case "answered":
      return message(context, [
        ...answered(outcome.text, outcome.citations, size),
        ...obstacles(outcome.obstacles, null, size),
      ]);
    case "explained":
      return message(context, obstacles(outcome.obstacles, null, size));
    case "failed":
      return message(context, [said(answer.failed(plainFailure(outcome.code, outcome.facts)))]);
    case "cancelled":
      return message(context, [said(answer.cancelled)]);
  }
}

/** One sentence in place of an answer. */
export function renderAnswerLine(sentence: string, context: AnswerContext): RenderedMessage {
  return message(context, [said(sentence)]);
}

/** A part of an answer, with what a screen reader says for it. */
type Part = { blocks: KnownBlock[]; spoken: string[] };
type Revised = Extract<ReviseOutcome, { kind: "revised" }>;

function message({ slot, reply }: AnswerContext, parts: readonly Part[]): RenderedMessage {
  const quoted =
    reply === null || line(reply) === "" ? null : texts.thread.answer.quoted(truncate(line(reply), longestQuote));
  return {
    slot,
    text: fallback([...(quoted === null ? [] : [quoted]), ...parts.flatMap(({ spoken }) => spoken)]),
    blocks: [...(quoted === null ? [] : [literalNote(quoted)]), ...parts.flatMap(({ blocks }) => blocks)],
  };
}

function revised(outcome: Revised, { courseId }: AnswerContext, size: Size): Part[] {
  const answer = texts.thread.answer;
  const { lines, left } = diffLines(outcome.changes, size.lines);
  const rest = left === 0 ? [] : [answer.moreChanges(left)];
  const remarks = told(outcome.remarks.filter((remark) => !isSaidAbove(remark)).map(remarkText), size);
  const headline = `${headlineOf(outcome)} ${answer.version(outcome.after)}`;
  return [
    {
      blocks: [
        richText([
          paragraph(words(headline)),
          ...lists(lines),
          ...[...(lines.length === 0 ? [answer.nothingVisible] : []), ...rest, ...remarks].map(sentence),
        ]),
      ],
      spoken: [headline, ...lines.map(({ spoken }) => `• ${spoken}`), ...rest, ...remarks],
    },
    ...(outcome.answer === null ? [] : answered(outcome.answer, outcome.citations, size)),
    ...obstacles(outcome.obstacles, answer.notDone, size),
    ...(outcome.dependents.length === 0 ? [] : [dependents(outcome, courseId)]),
    undo(outcome, courseId),
  ];
}

/** Consecutive lines of one depth are one list. */
function lists(lines: readonly DiffLine[]): RichTextList[] {
  const runs: DiffLine[][] = [];
  for (const each of lines) {
    const run = runs.at(-1);
    if (run !== undefined && run[0]?.indent === each.indent) run.push(each);
    else runs.push([each]);
  }
  return runs.map((run) => {
    const items = run.map(({ elements }) => paragraph(elements));
    return run[0]?.indent === 1 ? sublist(items) : list("bullet", items);
  });
}

/** Every change of a length stands among the changes. */
function isSaidAbove({ code }: Remark): boolean {
  return code === "length_followed" || code === "modules_rescaled";
}

function headlineOf({ action, of, broughtBack }: Revised): string {
  const answer = texts.thread.answer;
  switch (action) {
    case "undo":
      return broughtBack === null ? answer.undo(of ?? 0) : answer.broughtBack(broughtBack);
    case "restore":
      return answer.restore(of ?? 0);
    default:
      return answer[action];
  }
}

function answered(text: string, citations: Revised["citations"], size: Size): Part[] {
  const shown = truncate(text, size.answer);
  const allCited = [
    ...new Set(
      citations.map(({ number, title, place }) => truncate(line(`@${number} ${title}, ${placeText(place)}`), 240)),
    ),
  ];
  const cited = told(allCited, size);
  const answer: Part = { blocks: [richText([paragraph(words(shown))])], spoken: [shown] };
  if (cited.length === 0) return [answer];
  const heading = texts.thread.answer.sources;
  const sources = [heading, ...cited.map((each) => `• ${each}`)];
  return [answer, { blocks: [literalNotes(sources)], spoken: sources }];
}

function literalNotes(lines: readonly string[]): KnownBlock {
  const [heading = "", ...rest] = lines;
  return richText([
    paragraph(words(heading, { italic: true })),
    ...rest.map((each) => paragraph(words(each, { italic: true }))),
  ]);
}

/** Each sentence once; those beyond the size are counted. */
function told(sentences: readonly string[], { sentences: most }: Size): string[] {
  const all = [...new Set(sentences.map((each) => truncate(line(each), longestSentence)))];
  const left = all.length - most;
  return left <= 0 ? all : [...all.slice(0, most), texts.thread.answer.moreSentences(left)];
}

/** Why something was not done; `heading` when something else was. */
function obstacles(reasons: readonly Obstacle[], heading: string | null, size: Size): Part[] {
  if (reasons.length === 0) return [];
  const sentences = told(reasons.map(obstacleText), size);
  const help = wantsHelp(reasons) ? [...texts.thread.answer.understood] : [];
  const [helpHeading, ...examples] = help;
  const listed = heading !== null || sentences.length > 1;
  const bullets = (each: readonly string[]) =>
    list(
      "bullet",
      each.map((text) => paragraph(words(text))),
    );
  return [
    {
      blocks: [
        richText([
          ...(heading === null ? [] : [paragraph(words(heading))]),
          ...(listed ? [bullets(sentences)] : sentences.map((text) => paragraph(words(text)))),
          ...(helpHeading === undefined ? [] : [sentence(helpHeading), bullets(examples)]),
        ]),
      ],
      spoken: [...(heading === null ? [] : [heading]), ...sentences, ...help],
    },
  ];
}

function dependents({ dependents: items, after }: Revised, courseId: string): Part {
  const named = items.slice(0, mostDependents).map((item) => truncate(line(dependentText(item)), 120));
  const left = items.length - named.length;
  const sentenceText = texts.thread.answer.dependents([...named, ...(left > 0 ? [`+ ${left}`] : [])].join(", "));
  return {
    blocks: [
      richText([paragraph(words(sentenceText))]),
      {
        type: "actions",
        block_id: answerBlocks.dependents,
        elements: [
          button(texts.thread.buttons.dependents, actionIds.updateDependents, { course: courseId, version: after }),
        ],
      },
    ],
    spoken: [sentenceText],
  };
}

/** Names of the blocks with buttons, so that a pressed one can be taken away. */
export const answerBlocks = { dependents: "answer_dependents", undo: "answer_undo" } as const;

function undo({ action, after, broughtBack }: Revised, courseId: string): Part {
  const label = action === "undo" && broughtBack === null ? texts.thread.buttons.bringBack : texts.thread.buttons.undo;
  return {
    blocks: [
      {
        type: "actions",
        block_id: answerBlocks.undo,
        elements: [button(label, actionIds.undo, { course: courseId, version: after })],
      },
    ],
    spoken: [],
  };
}

function said(text: string): Part {
  return { blocks: [richText([paragraph(words(text))])], spoken: [text] };
}

function sentence(text: string): RichTextSection {
  return paragraph(words(text));
}
