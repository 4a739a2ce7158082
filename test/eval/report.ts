/** The report of an evaluation, in Markdown. */
import type { JudgedCourse } from "./courses.ts";
import type { Judged } from "./judge.ts";

export type EvalResult = {
  model: string;
  seconds: number;
  replies: readonly Judged[];
  courses: readonly JudgedCourse[];
};

/** Scores first, then what went wrong, item by item. */
export function renderReport({ model, seconds, replies, courses }: EvalResult): string {
  const right = replies.filter(({ mistakes }) => mistakes.length === 0).length;
  const kinds = replies.filter(({ reply, kind }) => reply.kind === kind).length;
  const sound = courses.filter(({ errors, failure }) => errors.length === 0 && failure === null).length;
  return [
    `# Evaluation of ${model}`,
    "",
    "| | score |",
    "| --- | --- |",
    `| replies: right in every respect | ${share(right, replies.length)} |`,
    `| replies: right kind | ${share(kinds, replies.length)} |`,
    `| courses: no error by the rules of quality | ${share(sound, courses.length)} |`,
    `| seconds | ${Math.round(seconds)} |`,
    "",
    "## Replies",
    "",
    "| reply | expected | found | mistakes |",
    "| --- | --- | --- | --- |",
    ...replies.map(({ reply, kind, operations, mistakes }) =>
      row([
        reply.reply,
        [reply.kind, ...reply.operations].join("; "),
        [kind, ...operations].join("; "),
        mistakes.join("; ") || "none",
      ]),
    ),
    "",
    "## Courses",
    "",
    "| prompt | title | errors | notes |",
    "| --- | --- | --- | --- |",
    ...courses.map(({ prompt, title, errors, notes, failure }) =>
      row([
        prompt,
        title,
        failure === null ? errors.join(", ") || "none" : `failed: ${failure}`,
        notes.join(", ") || "none",
      ]),
    ),
    "",
  ].join("\n");
}

function share(count: number, all: number): string {
  return `${count} of ${all} (${all === 0 ? 0 : Math.round((100 * count) / all)}%)`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replace(/\s+/g, " ").slice(0, 300)).join(" | ")} |`;
}
