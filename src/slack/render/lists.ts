/** The short lists that `/course list` and `/course docs` answer with. Pure. */
import type { KnownBlock } from "@slack/types";
import type { DocumentRecord } from "../../storage/documents-port.ts";
import { texts } from "../../texts.ts";
import { sentence } from "./blocks.ts";
import { courseRow, type ListedCourse } from "./course-row.ts";
import { mrkdwnLine } from "./text.ts";

/** A row a course, newest first; none of them where there are no courses. */
export function courseListBlocks(courses: readonly ListedCourse[]): KnownBlock[] {
  return courses.length === 0 ? [] : [sentence(texts.lists.courses), ...courses.map(courseRow)];
}

/** The same for where no blocks are shown: one line a course. */
export function courseListText(courses: readonly ListedCourse[]): string {
  if (courses.length === 0) return texts.lists.noCourses;
  const lines = courses.map(({ course }) =>
    texts.lists.course(
      mrkdwnLine(course.title ?? course.brief.topic),
      texts.courseStates[course.state],
      course.createdAt,
    ),
  );
  return [texts.lists.courses, ...lines].join("\n");
}

/** One line a document, by number; `total` counts those that are not listed, too. */
export function documentListText(documents: readonly DocumentRecord[], total = documents.length): string {
  if (documents.length === 0) return texts.lists.noDocuments;
  const lines = documents.map((document) =>
    texts.lists.document(document.number, mrkdwnLine(document.title), document.state),
  );
  const more = total > documents.length ? [texts.lists.moreDocuments(total - documents.length)] : [];
  return [texts.lists.documents, ...lines, ...more].join("\n");
}
