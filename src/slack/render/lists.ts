/** The short lists that `/course list` and `/course docs` answer with. Pure. */
import type { DocumentRecord } from "../../storage/documents-port.ts";
import type { CourseRecord } from "../../storage/store.ts";
import { texts } from "../../texts.ts";
import { mrkdwnLine } from "./text.ts";

/** One line a course, newest first. */
export function courseListText(courses: readonly (CourseRecord & { title: string | null })[]): string {
  if (courses.length === 0) return texts.lists.noCourses;
  const lines = courses.map((course) =>
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
