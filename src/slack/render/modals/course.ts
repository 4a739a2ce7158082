/** The small modals about a course: rewriting a part, deleting, opening it again. Pure builders. */
import type { ModalView, PlainTextOption } from "@slack/types";
import { titleOf } from "../../../course/diff.ts";
import { type Collection, collections } from "../../../course/patch.ts";
import { type RewriteTarget, rewriteTargetSchema } from "../../../course/revision.ts";
import { type Course, sectionNames } from "../../../course/schema.ts";
import { texts } from "../../../texts.ts";
import { option, plain, sentence } from "../blocks.ts";
import { truncate } from "../split.ts";
import { line, mrkdwnLine } from "../text.ts";
import { formFrame } from "./frame.ts";

/** Names in the modals, shared with the listeners that read them. */
export const rewriteFields = {
  callbackId: "rewrite_course",
  part: { block: "part", action: "part" },
  hint: { block: "hint", action: "hint" },
} as const;
export const deleteFields = { callbackId: "delete_course" } as const;

export const longestHint = 1_000;
const longestOption = 75;
const part = (text: string, value: string) => option(truncate(line(text), longestOption), value);

/** Which part, and what should be different. `writer` offline says that it may be able to do little. */
export function rewriteModal({
  courseId,
  course,
  writer,
}: {
  courseId: string;
  course: Course;
  writer: "model" | "offline";
}): ModalView {
  const words = texts.thread.rewrite;
  const group = (label: string, options: PlainTextOption[]) => ({ label: plain(label), options });
  const items = (name: Collection) =>
    group(
      words.groups[name],
      course[name].map((item, index) => part(`${index + 1}. ${titleOf(item)}`, `item:${item.id}`)),
    );
  return {
    ...formFrame(rewriteFields.callbackId, words, { courseId }),
    blocks: [
      ...(writer === "offline" ? [sentence(words.offline)] : []),
      {
        type: "input",
        block_id: rewriteFields.part.block,
        label: plain(words.part),
        element: {
          type: "static_select",
          action_id: rewriteFields.part.action,
          placeholder: plain(words.partPlaceholder),
          option_groups: [
            group(
              words.groups.sections,
              sectionNames.map((name) => part(texts.card.section[name], `section:${name}`)),
            ),
            ...collections.map(items),
          ],
        },
      },
      {
        type: "input",
        block_id: rewriteFields.hint.block,
        optional: true,
        label: plain(words.hint),
        hint: plain(words.hintNote),
        element: {
          type: "plain_text_input",
          action_id: rewriteFields.hint.action,
          multiline: true,
          max_length: longestHint,
          placeholder: plain(words.hintPlaceholder),
        },
      },
    ],
  };
}

/** What a chosen option points at; null when it is none of ours. */
export function readRewriteTarget(value: string): RewriteTarget | null {
  const [kind, name = ""] = value.split(":");
  const raw = kind === "section" ? { kind, section: name } : { kind: "items", ids: [name] };
  return rewriteTargetSchema.safeParse(raw).data ?? null;
}

/** Asks once more: what is deleted does not come back. */
export function deleteModal({ courseId, title }: { courseId: string; title: string }): ModalView {
  const words = texts.thread.deletion;
  return {
    ...formFrame(deleteFields.callbackId, words, { courseId }),
    blocks: [sentence(words.sure(mrkdwnLine(truncate(line(title), 200))))],
  };
}

/** `own` is a sentence of ours, which may hold a link. */
export function reopenModal(own: string): ModalView {
  const words = texts.thread.notice;
  return { type: "modal", title: plain(words.title), close: plain(words.close), blocks: [sentence(own)] };
}
