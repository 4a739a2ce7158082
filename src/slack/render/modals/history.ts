/** The versions of a course in a modal, newest first, each with who made it, why, when, and what changed in it. */
import type { KnownBlock, ModalView } from "@slack/types";
import { diffCourses } from "../../../course/diff.ts";
import type { Course } from "../../../course/schema.ts";
import { parseCause, type VersionCause } from "../../../course/version-cause.ts";
import { changeText, slackDate } from "../../../texts/sentences.ts";
import { texts } from "../../../texts.ts";
import { type ActionId, actionIds } from "../../action-ids.ts";
import { button, divider, note, plain, sentence } from "../blocks.ts";
import { truncate } from "../split.ts";
import { line, mrkdwnLine } from "../text.ts";

export type ListedVersion = { number: number; course: Course; cause: string; authorId: string; createdAt: Date };

/** A modal holds 100 blocks; a version takes two. */
const versionsAPage = 30;
const changesShown = 6;
const longestChange = 160;
const longestName = 80;

/**
 * @param versions all of them, oldest first, not empty
 * @param called names by id
 * @param page counted from 0, newest first
 */
export function historyModal({
  courseId,
  versions,
  called,
  opinions,
  page,
}: {
  courseId: string;
  versions: readonly ListedVersion[];
  called: ReadonlyMap<string, string>;
  opinions: readonly { version: number; good: number; bad: number }[];
  page: number;
}): ModalView {
  const words = texts.thread.history;
  const pages = Math.max(1, Math.ceil(versions.length / versionsAPage));
  const shown = Math.min(Math.max(0, page), pages - 1);
  const newest = versions.toReversed();
  const latest = newest[0]?.number ?? 0;
  const blocks = newest.slice(shown * versionsAPage, (shown + 1) * versionsAPage).flatMap((version) => {
    const before = versions.find(({ number }) => number === version.number - 1);
    const opinion = opinions.find((each) => each.version === version.number);
    const text = [
      `*${words.version(version.number)}*${version.number === latest ? ` · ${words.current}` : ""}`,
      words.by(
        mrkdwnLine(truncate(line(called.get(version.authorId) ?? texts.thread.deletion.somebody), longestName)),
        slackDate(version.createdAt),
      ),
      causeText(parseCause(version.cause)),
      ...changeLines(before, version),
      ...(opinion === undefined ? [] : [words.feedback(opinion.good, opinion.bad)]),
    ].join("\n");
    const restore = button(words.restore, actionIds.restore, { course: courseId, version: version.number });
    return [sentence(text, version.number === latest ? undefined : restore), divider()];
  });
  return {
    type: "modal",
    title: plain(words.title),
    close: plain(words.close),
    blocks: [...blocks, ...navigation(courseId, latest, shown, pages)],
  };
}

function changeLines(before: ListedVersion | undefined, after: ListedVersion): string[] {
  if (before === undefined) return [];
  const changes = diffCourses(before.course, after.course);
  if (changes.length === 0) return [`• ${texts.thread.history.same}`];
  const lines = changes.slice(0, changesShown).map((change) => {
    const { said, details } = changeText(change);
    const fields = details.map(({ label, before: was, after: is }) => {
      // What was there before and is short is told in full; a text is named.
      const short = [was, is].every((each) => each !== "" && each.length <= 40);
      const name = texts.thread.history.field(label);
      // What came or went, such as a document, stands on one side alone.
      if ((was === "") !== (is === "")) return `${name} ${was}${is}`;
      return short ? `${name} ${was} → ${is}` : name;
    });
    return `• ${mrkdwnLine(truncate(line([said, fields.join(", ")].filter((each) => each !== "").join(": ")), longestChange))}`;
  });
  const left = changes.length - lines.length;
  return left > 0 ? [...lines, `• ${texts.thread.history.more(left)}`] : lines;
}

function causeText(cause: VersionCause): string {
  const { cause: words } = texts.thread.history;
  switch (cause.kind) {
    case "undo":
      return words.undo(cause.of);
    case "restore":
      return words.restore(cause.of);
    default:
      return words[cause.kind];
  }
}

function navigation(courseId: string, version: number, page: number, pages: number): KnownBlock[] {
  if (pages === 1) return [];
  const words = texts.thread.history;
  const turn = (label: string, to: number, action: ActionId) =>
    button(label, action, { course: courseId, version, item: String(to) });
  return [
    note(words.pages(page + 1, pages)),
    {
      type: "actions",
      elements: [
        ...(page > 0 ? [turn(words.newer, page - 1, actionIds.newerVersions)] : []),
        ...(page < pages - 1 ? [turn(words.older, page + 1, actionIds.olderVersions)] : []),
      ],
    },
  ];
}
