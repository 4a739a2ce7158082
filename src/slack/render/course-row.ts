/** A course in a list of somebody's courses: what it is, how far it is, and the way to its thread. Pure. */
import type { Button, KnownBlock } from "@slack/types";
import type { CourseRecord } from "../../storage/store.ts";
import { texts } from "../../texts.ts";
import { actionIds, writeActionValue } from "../action-ids.ts";
import { plain, sentence } from "./blocks.ts";
import { truncate } from "./split.ts";
import { line, mrkdwnLine } from "./text.ts";

export type ListedCourse = {
  course: CourseRecord & { title: string | null };
  /** Where its thread is; null when there is none, or none any more. */
  link: string | null;
};

const longestTitle = 150;

/** One block; a course whose thread is gone can be posted again. */
export function courseRow({ course, link }: ListedCourse): KnownBlock {
  const title = mrkdwnLine(
    truncate(line(course.title ?? course.brief.topic) || line(course.brief.prompt), longestTitle),
  );
  const reopen: Button | undefined =
    link !== null || course.state === "queued" || course.version === 0
      ? undefined
      : {
          type: "button",
          action_id: actionIds.reopen,
          value: writeActionValue({ course: course.id, version: course.version }),
          text: plain(texts.home.reopen),
        };
  return {
    ...sentence(texts.home.course(title, link, texts.courseStates[course.state], course.createdAt), reopen),
    block_id: `course:${course.id}`,
  };
}
