/** The line that says how far the work is. It has no clock of its own: Slack keeps "2 minutes ago" up to date. */
import { sectionNames } from "../../course/schema.ts";
import type { Stage } from "../../course/stages.ts";
import type { CourseView } from "../../course/view.ts";
import { assertNever } from "../../errors.ts";
import { texts } from "../../texts.ts";
import { actionIds } from "../action-ids.ts";
import { button, note, sentence } from "./blocks.ts";
import type { Unit } from "./message.ts";
import { truncate } from "./split.ts";
import { line, mrkdwnLine } from "./text.ts";

const cells = 10;
/** How many items a section usually gets: good enough for a bar, which never claims to be full before it is. */
const usual = { objectives: 5, modules: 7, assessments: 4 } as const;

/** Whether the course is being worked on, so that the line is shown. */
export function isUnderWay({ state }: CourseView): boolean {
  return state === "queued" || state === "writing";
}

/** The progress line with Cancel; nothing once the work has ended. */
export function renderProgress(view: CourseView): Unit[] {
  if (!isUnderWay(view)) return [];
  const seconds = Math.floor(view.startedAt / 1000);
  const time = `${new Date(view.startedAt).toISOString().slice(11, 16)} UTC`;
  const ago = `<!date^${seconds}^{ago}|${texts.card.startedAt(time)}>`;
  const step = stepOf(view);
  const parts = (started: string) => [
    ...(step === null ? [] : [texts.card.step(step, sectionNames.length)]),
    texts.card.started(started),
  ];
  const stage = stageText(view);
  const cancel = button(texts.card.cancel, actionIds.cancel, { course: view.courseId, version: view.version });
  const waiting = view.stage === "waiting" && view.waitingFor.length > 0;
  const titles = view.waitingFor
    .slice(0, 5)
    .map((title) => truncate(line(title), 80))
    .join(", ");
  return [
    {
      blocks: [
        sentence(`${bar(view)}  *${stage}*\n${parts(ago).join(" · ")}`, cancel),
        ...(waiting ? [note(texts.card.waitingFor(mrkdwnLine(titles)))] : []),
      ],
      spoken: [
        `${stage}, ${parts(texts.card.startedAt(time)).join(", ")}.`,
        ...(waiting ? [texts.card.waitingFor(titles)] : []),
      ].join("\n"),
      reserve: 0,
    },
  ];
}

/** The stage in words. */
function stageText(view: CourseView): string {
  if (view.state === "queued") return texts.card.stage.queued;
  return texts.card.stage[view.stage ?? "beginning"];
}

/** Ten cells. They move with finished sections and items, not with every word, to save edits. */
function bar(view: CourseView): string {
  const done = sectionNames.reduce((sum, name) => sum + share(view, name), 0) / sectionNames.length;
  const full = Math.floor(done * cells);
  return "▰".repeat(full) + "▱".repeat(cells - full);
}

function share(view: CourseView, name: Stage): number {
  if (view.sections[name] !== undefined) return 1;
  switch (name) {
    case "overview":
      return Math.min(Object.keys(view.growing.overview ?? {}).length / 4, 0.9);
    case "objectives":
    case "modules":
    case "assessments":
      return Math.min((view.growing[name] ?? []).length / usual[name], 0.9);
    default:
      return assertNever(name);
  }
}

function stepOf({ stage }: CourseView): number | null {
  if (stage === null || stage === "reading" || stage === "waiting") return null;
  return sectionNames.indexOf(stage) + 1;
}
