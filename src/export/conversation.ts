/** The whole conversation about a course as Markdown: who asked what, when, what came of it, and each version. */
import type { Change } from "../course/diff.ts";
import type { ReviseOutcome } from "../course/revision.ts";
import type { Course } from "../course/schema.ts";
import type { ChangeDetail } from "../texts/changes.ts";
import { changeText, dependentText, obstacleText, remarkText } from "../texts/sentences.ts";
import { texts } from "../texts.ts";
import type { ExportContext } from "./index.ts";
import { blocks } from "./markdown.ts";
import { inline, paragraphs, quotation } from "./markdown-text.ts";

/** What somebody asked for. `text` is what they wrote; null for a button, which `asked` names in texts.exported. */
export type ConversationEntry = {
  at: Date;
  /** By name. */
  author: string;
  asked: string;
  text: string | null;
  /** What came of it: an outcome, a sentence about the end of other work, or null while it waits. */
  outcome: ReviseOutcome | string | null;
};

/** One heading a request, with the quoted words and the answer under it. */
export function writeConversation(
  course: Course,
  { conversation, requester, prompt, version, at }: ExportContext,
): string {
  return blocks([
    `# ${inline(texts.exported.conversationOf(course.overview.title))}`,
    inline(texts.exported.askedBy(requester)),
    quotation(prompt),
    ...conversation.flatMap(entry),
    "---",
    texts.exported.footer(version, at),
  ]);
}

function entry({ at, author, asked, text, outcome }: ConversationEntry): string[] {
  return [
    `## ${texts.exported.date(at)} · ${inline(author)}`,
    ...(text === null ? [`*${inline(asked)}*`] : [quotation(text)]),
    ...(typeof outcome === "string"
      ? [inline(outcome)]
      : outcome === null
        ? [texts.exported.waiting]
        : outcomeBlocks(outcome)),
  ];
}

function outcomeBlocks(outcome: ReviseOutcome): string[] {
  switch (outcome.kind) {
    case "nothing":
      return [texts.exported.nothing];
    case "cancel":
    case "cancelled":
      return [texts.exported.cancelled];
    case "failed":
      return [texts.exported.failed];
    case "explained":
      return [bullets(outcome.obstacles.map(obstacleText))];
    case "answered":
      return [paragraphs(outcome.text), cited(outcome.citations), bullets(outcome.obstacles.map(obstacleText))];
    case "revised":
      return [
        `**${texts.exported.version(outcome.after)}**`,
        outcome.changes.map(changeLines).join("\n"),
        bullets(outcome.remarks.map(remarkText)),
        ...(outcome.answer === null ? [] : [paragraphs(outcome.answer), cited(outcome.citations)]),
        ...(outcome.obstacles.length === 0
          ? []
          : [texts.exported.notDone, bullets(outcome.obstacles.map(obstacleText))]),
        ...(outcome.dependents.length === 0
          ? []
          : [inline(texts.exported.leftAsTheyWere(outcome.dependents.map(dependentText).join(", ")))]),
      ];
  }
}

function changeLines(change: Change): string {
  const { said, details } = changeText(change);
  return [`- ${inline(said)}`, ...details.map((detail) => `  - ${detailText(detail)}`)].join("\n");
}

/** Whole texts: this is the record. */
function detailText({ label, before, after }: ChangeDetail): string {
  if (before === "" && after === "") return inline(label);
  if (before === "") return `${inline(label)}: ${inline(after)}`;
  if (after === "") return `${inline(label)}: ${inline(before)}`;
  return `${inline(label)}: ${inline(before)} → ${inline(after)}`;
}

function cited(citations: readonly { number: number; title: string }[]): string {
  const named = [...new Set(citations.map(({ number, title }) => `@${number} ${title}`))];
  return named.length === 0 ? "" : `*${texts.exported.sources(named.map(inline).join(", "))}*`;
}

function bullets(sentences: readonly string[]): string {
  return sentences.map((text) => `- ${inline(text)}`).join("\n");
}
