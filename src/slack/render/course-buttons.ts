/** What can be done with a course that is not being written: a calm row at its end. */
import type { KnownBlock } from "@slack/types";
import type { CourseView } from "../../course/view.ts";
import { exportItems } from "../../export/index.ts";
import { texts } from "../../texts.ts";
import { actionIds, writeActionValue } from "../action-ids.ts";
import { button, option, plain } from "./blocks.ts";
import type { Unit } from "./message.ts";

/** The row below a finished course; `feedback` adds the thumbs, which some workspaces do not take. */
export function renderCourseButtons(view: CourseView, { feedback }: { feedback: boolean }): Unit[] {
  if (view.state === "cancelled") return [unit([cancelledRow(view)])];
  if (view.state === "failed") return [unit([failedRow(view)])];
  if (view.state !== "ready") return [];
  return [unit([readyRow(view), ...(feedback ? [feedbackRow(view)] : [])])];
}

function cancelledRow({ courseId, version }: CourseView): KnownBlock {
  const value = { course: courseId, version };
  return {
    type: "actions",
    block_id: "course_buttons",
    elements: [
      button(texts.thread.buttons.continue, actionIds.continue, value, "primary"),
      moreMenu(value, ({ name }) => name === "delete"),
    ],
  };
}

/** Retry stands where the failure is told. */
function failedRow({ courseId, version }: CourseView): KnownBlock {
  const value = { course: courseId, version };
  return {
    type: "actions",
    block_id: "course_buttons",
    elements: [moreMenu(value, ({ name }) => name === "delete")],
  };
}

function readyRow({ courseId, version, qualityNotes }: CourseView): KnownBlock {
  const value = { course: courseId, version };
  const { quality, history, rewrite } = texts.thread.buttons;
  return {
    type: "actions",
    block_id: "course_buttons",
    elements: [
      button(quality(qualityNotes), actionIds.quality, value),
      button(history, actionIds.history, value),
      button(rewrite, actionIds.rewrite, value),
      moreMenu(value, () => true),
    ],
  };
}

/** The menu behind "…": the exports and Delete, each the `item` of its value. */
function moreMenu(value: { course: string; version: number }, isOffered: (item: { name: string }) => boolean) {
  const items = [...exportItems(), { name: "delete", label: texts.thread.buttons.delete }];
  return {
    type: "overflow" as const,
    action_id: actionIds.more,
    options: items
      .filter(isOffered)
      .map(({ name, label }) => option(label, writeActionValue({ ...value, item: name }))),
  };
}

function feedbackRow({ courseId, version }: CourseView): KnownBlock {
  const side = (text: string, item: string) => ({
    text: plain(text),
    accessibility_label: text,
    value: writeActionValue({ course: courseId, version, item }),
  });
  return {
    type: "context_actions",
    block_id: "course_feedback",
    elements: [
      {
        type: "feedback_buttons",
        action_id: actionIds.feedback,
        positive_button: side(texts.thread.buttons.good, "good"),
        negative_button: side(texts.thread.buttons.bad, "bad"),
      },
    ],
  };
}

function unit(blocks: KnownBlock[]): Unit {
  // A screen reader finds the buttons themselves.
  return { blocks, spoken: "", reserve: 300 };
}
