/** What a screen reader and a notification say: the `text` of every message tells all that its blocks tell, in either language. */
import { describe, expect, test } from "vitest";
import type { ReviseOutcome } from "../../src/course/revision.ts";
import type { UnknownReference } from "../../src/course/view.ts";
import { renderAnswer, renderAnswerLine } from "../../src/slack/render/answer.ts";
import { renderClosing } from "../../src/slack/render/closing.ts";
import { renderCourse } from "../../src/slack/render/course.ts";
import { answeredOffer, fileOfferMessage } from "../../src/slack/render/file-offer.ts";
import { cannotPostBlocks } from "../../src/slack/render/notices.ts";
import { renderDeleted, renderGone } from "../../src/slack/render/removal.ts";
import { renderRoot } from "../../src/slack/render/root.ts";
import { inLanguage, languages } from "../../src/texts/locale.ts";
import { texts } from "../../src/texts.ts";
import { course } from "../fixtures/courses.ts";
import { answered, revised } from "../fixtures/golden-thread.ts";
import { references, view } from "./render/views.ts";

type Message = { text: string; blocks: readonly unknown[] };

const { references: _references, ...sections } = course;
const context = { courseId: "c1", slot: "answer:1", reply: "add a module on phishing" };
const failure = { stage: "modules", code: "document_too_large", facts: { limit: "pages", allowed: 2_000 } } as const;
const brief = { ...view().brief, audience: "new colleagues", level: "Beginner", length_minutes: 90 } as const;
const unknownReferences: UnknownReference[] = [
  {
    token: { kind: "number", number: 9, source: "@9" },
    nearest: [{ number: 1, title: "Security handbook" }],
    isAmbiguous: false,
  },
];

const courses = {
  root: () => renderRoot(view({ brief }), { inThread: false }),
  "root in a thread": () => renderRoot(view({ brief }), { inThread: true }),
  "card that waits": () => renderCourse(view({ state: "queued", stage: null })),
  "card that waits for documents": () => renderCourse(view({ stage: "waiting", waitingFor: ["Security handbook"] })),
  "card that is written": () => renderCourse(view({ stage: "modules", sections: { overview: course.overview } })),
  "finished card": () => renderCourse(view({ state: "ready", stage: null, version: 2, sections, references })),
  "card of unknown documents": () => renderCourse(view({ state: "ready", stage: null, sections, unknownReferences })),
  "card without sources": () => renderCourse(view({ state: "ready", stage: null, sections, nothingRelevant: true })),
  "card that failed": () => renderCourse(view({ state: "failed", stage: null, sections, failure })),
  "cancelled card": () => renderCourse(view({ state: "cancelled", stage: null, sections })),
  "ready closing": () => renderClosing(view({ state: "ready", stage: null, sections }))?.message,
  "failed closing": () => renderClosing(view({ state: "failed", stage: null, sections, failure }))?.message,
  "cancelled closing": () => renderClosing(view({ state: "cancelled", stage: null, sections }))?.message,
  deleted: () => renderDeleted({ slot: "root", title: "Security", person: "Ada Okafor", at: new Date(0) }),
  gone: () => renderGone("card:2"),
} as const;
const outcomes: Record<string, ReviseOutcome> = {
  "answer to a change": revised,
  "answer to undo": { ...revised, action: "undo", of: 3 },
  "answer to restore": { ...revised, action: "restore", of: 1 },
  "answer to a question": answered,
  "answer to what is not understood": {
    kind: "explained",
    version: 4,
    obstacles: [{ code: "unclear", wish: "make it pop", question: null }],
  },
  "answer that failed": { kind: "failed", version: 4, code: "model_busy", facts: {} },
  "answer that was stopped": { kind: "cancelled" },
};
const notices = {
  "cannot post": () => ({ text: texts.command.cannotPost, blocks: cannotPostBlocks("c1") }),
  "offer of files": () => fileOfferMessage("o1", { files: [{ name: "handbook.pdf" }], text: "Security training" }),
  "answered offer": () => answeredOffer(texts.fileOffer.added(texts.fileOffer.addedLine(3, "Handbook"))),
  "answer of a line": () => renderAnswerLine(texts.thread.answer.deleted, context),
} as const;

const cases: [name: string, render: () => Message | readonly Message[] | null | undefined][] = [
  ...Object.entries(courses),
  ...Object.entries(outcomes).map(([name, outcome]): [string, () => Message | null] => [
    name,
    () => renderAnswer(outcome, context),
  ]),
  ...Object.entries(notices),
];

describe.each(languages)("in %s", (language) => {
  test.each(cases)("%s", (_name, render) => {
    const rendered = inLanguage(language, render);
    const messages = Array.isArray(rendered) ? rendered : [rendered];
    expect(messages).not.toEqual([]);
    for (const { text, blocks } of messages) {
      const told = new Set(wordsOf(text));
      expect(wordsOf(shown(blocks)).filter((word) => !told.has(word))).toEqual([]);
    }
  });
});

/** What stands in blocks to be read. Buttons and menus are named by Slack itself; bars and marks are for the eye. */
function shown(node: unknown): string {
  if (Array.isArray(node)) return node.map(shown).join("\n");
  if (typeof node !== "object" || node === null) return "";
  if ("type" in node && ["button", "overflow", "static_select", "feedback_buttons"].includes(String(node.type)))
    return "";
  const own = "text" in node && typeof node.text === "string" ? node.text : "";
  return [own, ...Object.values(node).map(shown)].join("\n");
}

/** Words and numbers, without Slack's markup; a moment is told by its fallback. */
function wordsOf(text: string): string[] {
  const plain = text
    .replaceAll(/<!date\^\d+\^[^|]*\|([^>]*)>/g, "$1")
    .replaceAll(/:[a-z_]+:/g, " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
  return plain.match(/[\p{L}\p{N}]{2,}/gu) ?? [];
}
