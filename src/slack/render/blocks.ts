/** Blocks as we build them. Types keep text of strangers (`literal`) and our own sentences (`mrkdwn`) apart. */
import type {
  Button,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  PlainTextElement,
  PlainTextOption,
  RichTextBlock,
  RichTextElement,
  RichTextList,
  RichTextQuote,
  RichTextSection,
  RichTextText,
  SectionBlock,
} from "@slack/types";
import { type ActionId, type ActionValue, writeActionValue } from "../action-ids.ts";
import { slackLimits } from "./limits.ts";
import { split, truncate } from "./split.ts";
import { line, literal } from "./text.ts";

type Style = RichTextText["style"];

/** Text of our own that is shown as it is: titles, labels, placeholders. */
export function plain(text: string): PlainTextElement {
  return { type: "plain_text", text };
}

/** A choice of a menu; `text` as for `plain`. */
export function option(text: string, value: string): PlainTextOption {
  return { text: plain(text), value };
}

/** Large title. `title` is text of strangers; too long a one is shortened, so the whole must stand elsewhere. Slack refuses an empty one. */
export function header(title: string): HeaderBlock {
  return {
    type: "header",
    text: { type: "plain_text", text: truncate(line(title), slackLimits.header) || "…", emoji: false },
  };
}

export function divider(): DividerBlock {
  return { type: "divider" };
}

/** A paragraph of our own; `own` is mrkdwn, and every value inside went through `mrkdwn()`. */
export function sentence(own: string, accessory?: Button): SectionBlock {
  return { type: "section", text: { type: "mrkdwn", text: own, verbatim: true }, ...(accessory && { accessory }) };
}

/** Labelled values side by side. Labels are our own, values went through `mrkdwn()`. */
export function fields(pairs: readonly { label: string; value: string }[]): SectionBlock {
  return {
    type: "section",
    fields: pairs.map(({ label, value }) => ({ type: "mrkdwn", text: `*${label}*\n${value}`, verbatim: true })),
  };
}

/** Small grey line of our own mrkdwn. */
export function note(own: string): ContextBlock {
  return { type: "context", elements: [{ type: "mrkdwn", text: own, verbatim: true }] };
}

/** Small grey line with text of strangers. */
export function literalNote(text: string): ContextBlock {
  return {
    type: "context",
    elements: [{ type: "plain_text", text: truncate(line(text), slackLimits.sectionField), emoji: false }],
  };
}

/** A button of the closed list, with what it is about. */
export function button(label: string, action: ActionId, value: ActionValue, style?: "primary" | "danger"): Button {
  return {
    type: "button",
    text: { type: "plain_text", text: label, emoji: false },
    action_id: action,
    value: writeActionValue(value),
    ...(style && { style }),
  };
}

export function richText(elements: RichTextBlock["elements"]): RichTextBlock {
  return { type: "rich_text", elements };
}

/** Text of strangers, as elements that Slack shows literally. Empty text gives none, since Slack refuses empty ones. */
export function words(text: string, style?: Style): RichTextElement[] {
  return split(literal(text), slackLimits.sectionText).map((piece) => ({
    type: "text",
    text: piece,
    ...(style && { style }),
  }));
}

export function paragraph(elements: RichTextElement[]): RichTextSection {
  return { type: "rich_text_section", elements };
}

export function quote(elements: RichTextElement[]): RichTextQuote {
  return { type: "rich_text_quote", elements };
}

/** A list below another one's item. */
export function sublist(items: RichTextSection[]): RichTextList {
  return { type: "rich_text_list", style: "bullet", indent: 1, elements: items };
}

/** A list; `offset` lets the numbers of an ordered one go on from an earlier list. */
export function list(style: "bullet" | "ordered", items: RichTextSection[], offset = 0): RichTextList {
  const options: { offset?: number } = offset > 0 ? { offset } : {};
  return { type: "rich_text_list", style, elements: items, ...options };
}
