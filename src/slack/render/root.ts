/** The message that a course begins with: who asked, and for what. One of the two places where the bot mentions anyone. */
import type { CourseView } from "../../course/view.ts";
import { texts } from "../../texts.ts";
import { note, quote, richText, sentence, words } from "./blocks.ts";
import { fallback, type RenderedMessage } from "./message.ts";
import { mrkdwnLine } from "./text.ts";

/** `inThread`: the course lives in a thread that somebody else began, so this is a reply in it. */
export function renderRoot(view: CourseView, { inThread }: { inThread: boolean }): RenderedMessage {
  const { brief, requesterId } = view;
  const asked = texts.root.asked(`<@${requesterId}>`);
  const wishes = [
    ...(brief.audience === null ? [] : [texts.root.audience(mrkdwnLine(brief.audience))]),
    ...(brief.level === null ? [] : [texts.root.level(brief.level)]),
    ...(brief.length_minutes === null ? [] : [texts.root.length(lengthText(brief.length_minutes))]),
    ...(brief.language === null ? [] : [texts.root.language(mrkdwnLine(brief.language))]),
  ];
  const where = inThread ? texts.root.inThread : texts.root.inChannel;
  return {
    slot: "root",
    text: fallback([brief.prompt, wishes.join(" · "), where], `${asked}\n`),
    blocks: [
      sentence(asked),
      richText([quote(words(brief.prompt))]),
      ...(wishes.length === 0 ? [] : [note(wishes.join("  ·  "))]),
      note(where),
    ],
  };
}

function lengthText(minutes: number): string {
  return minutes % 30 === 0 ? texts.root.hours(String(minutes / 60)) : texts.root.minutes(String(minutes));
}
