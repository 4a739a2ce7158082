/** What could be better in a course, and which module and assessment serves which objective, in a modal. */
import type { KnownBlock, ModalView } from "@slack/types";
import { ownFacts } from "../../../course/quality/own-facts.ts";
import { alignment, checkQuality, isMendedByRule } from "../../../course/quality.ts";
import type { Course } from "../../../course/schema.ts";
import { qualityNoteText } from "../../../texts/sentences.ts";
import { texts } from "../../../texts.ts";
import { actionIds } from "../../action-ids.ts";
import { button, divider, list, words as literalWords, note, paragraph, plain, richText, sentence } from "../blocks.ts";
import { truncate } from "../split.ts";
import { line, mrkdwnLine } from "../text.ts";

const mostNotes = 40;
const longestNote = 500;
/** Columns beside each other before a modal on a small screen begins to wrap them. */
const columnsAGrid = 10;

/** `writer` offline mends by rule only: a note that no rule mends has no button then. */
export function qualityModal({
  courseId,
  version,
  course,
  writer,
}: {
  courseId: string;
  version: number;
  course: Course;
  writer: "model" | "offline";
}): ModalView {
  const words = texts.thread.quality;
  const notes = checkQuality(course, ownFacts(course));
  const value = { course: courseId, version };
  const listed = notes.slice(0, mostNotes).map((each, index) => {
    const text = mrkdwnLine(truncate(line(qualityNoteText(each, course)), longestNote));
    const fixable = writer === "model" || isMendedByRule(each, course);
    const fix = button(words.fix, actionIds.fix, { ...value, item: String(index) });
    return sentence(text, fixable ? fix : undefined);
  });
  const left = notes.length - listed.length;
  const all: KnownBlock = {
    type: "actions",
    elements: [button(writer === "model" ? words.fixAll : words.fixAllOffline, actionIds.fixAll, value, "primary")],
  };
  return {
    type: "modal",
    title: plain(words.title),
    close: plain(words.close),
    blocks: [
      sentence(notes.length === 0 ? words.none : words.intro(notes.length)),
      ...listed,
      ...(left > 0 ? [note(words.more(left))] : []),
      ...(notes.length > 0 ? [all] : []),
      divider(),
      ...matrix(alignment(course)),
    ],
  };
}

type Alignment = ReturnType<typeof alignment>;
type Column = { name: string; id: string };

/** The grid for the eye, and the same in sentences for whoever has it read aloud. */
function matrix(table: Alignment): KnownBlock[] {
  const words = texts.thread.quality;
  const columns = [
    ...table.modules.map(({ id }, index) => ({ name: `${words.letters.module}${index + 1}`, id })),
    ...table.assessments.map(({ id }, index) => ({ name: `${words.letters.assessment}${index + 1}`, id })),
  ];
  const grids = Array.from({ length: Math.ceil(columns.length / columnsAGrid) }, (_, part) =>
    grid(table, columns.slice(part * columnsAGrid, (part + 1) * columnsAGrid)),
  );
  return [
    sentence(`*${words.matrix}*`),
    note(words.legend),
    ...grids.map((text) => richText([{ type: "rich_text_preformatted", elements: [{ type: "text", text }] }])),
    richText([
      list(
        "bullet",
        rowTexts(table).map((text) => paragraph(literalWords(text))),
      ),
    ]),
  ];
}

function grid({ rows }: Alignment, columns: readonly Column[]): string {
  const serves = (row: Alignment["rows"][number], id: string) =>
    row.moduleIds.includes(id) || row.assessmentIds.includes(id) ? "x" : ".";
  const head = ["    ", ...columns.map(({ name }) => name.padStart(4))].join("");
  const body = rows.map((row, index) =>
    [
      `${texts.thread.quality.letters.objective}${index + 1}`.padEnd(4),
      ...columns.map(({ id }) => serves(row, id).padStart(4)),
    ].join(""),
  );
  return [head, ...body].join("\n");
}

function rowTexts({ rows, modules, assessments }: Alignment): string[] {
  const words = texts.thread.quality;
  const places = (ids: readonly string[], all: readonly { id: string }[]) =>
    all.flatMap(({ id }, index) => (ids.includes(id) ? index + 1 : [])).join(", ");
  return rows.map(({ text, moduleIds, assessmentIds }, index) => {
    const taught =
      moduleIds.length === 0 ? words.noModule : words.moduleNumber(places(moduleIds, modules), moduleIds.length);
    const checked =
      assessmentIds.length === 0
        ? words.noAssessment
        : words.assessmentNumber(places(assessmentIds, assessments), assessmentIds.length);
    return words.row(index + 1, truncate(line(text), 200).replace(/\.$/, ""), taught, checked);
  });
}
