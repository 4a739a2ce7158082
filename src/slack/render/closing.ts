/** The fresh message at the end: edits notify nobody, this does. The other place where the bot mentions anyone. */
import type { CourseView } from "../../course/view.ts";
import { texts } from "../../texts.ts";
import { paragraph, richText, words } from "./blocks.ts";
import { knownTitle } from "./course.ts";
import { longestFact } from "./failure.ts";
import { fallback, type RenderedMessage } from "./message.ts";
import { truncate } from "./split.ts";
import { line } from "./text.ts";

/** The card has it in full. */
const longestTitle = 200;

export type ClosingKind = "ready" | "failed" | "cancelled";

/** What is said at the end of the work, and how it ended; null while it goes on. */
export function renderClosing(view: CourseView): { kind: ClosingKind; message: RenderedMessage } | null {
  const title = truncate(knownTitle(view) ?? texts.closing.untitled, longestTitle);
  switch (view.state) {
    case "ready":
      return { kind: "ready", message: closing(view, texts.closing.ready, title, `, ${sizeOf(view)}`) };
    case "failed": {
      const why = view.failure === null ? "." : `: ${reasonOf(view.failure)}`;
      return {
        kind: "failed",
        message: closing(view, texts.closing.failed, title, `${why} ${texts.closing.failedNext}`),
      };
    }
    case "cancelled":
      return { kind: "cancelled", message: closing(view, texts.closing.cancelled, title, "") };
    default:
      return null;
  }
}

function closing({ requesterId }: CourseView, before: string, title: string, after: string): RenderedMessage {
  const mention = { type: "user", user_id: requesterId } as const;
  const elements = [mention, ...words(` ${before} `), ...words(title, { bold: true }), ...words(after)];
  return {
    slot: "closing",
    text: fallback([`${before} ${title}${after}`], `<@${requesterId}> `),
    blocks: [richText([paragraph(elements)])],
  };
}

/** "6 modules, 4 hours" */
function sizeOf({ sections }: CourseView): string {
  const modules = texts.closing.modules(sections.modules?.length ?? 0);
  const duration = truncate(line(texts.values.duration(sections.overview?.duration_estimate ?? "")), longestFact);
  return duration === "" ? modules : `${modules}, ${duration}`;
}

/** Not escaped: the closing message shows its text literally. */
function reasonOf({ code, facts }: NonNullable<CourseView["failure"]>): string {
  const short = Object.entries(facts).map(([name, fact]) => [name, truncate(line(String(fact)), longestFact)] as const);
  return texts.failures[code](Object.fromEntries(short));
}
