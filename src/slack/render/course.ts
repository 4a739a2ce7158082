/** A course as messages: the card. Pure, so equal views give equal messages and an edit can be skipped. */
import type { KnownBlock } from "@slack/types";
import type { Stage } from "../../course/stages.ts";
import type { CourseView, PartialSections } from "../../course/view.ts";
import { texts } from "../../texts.ts";
import { header, literalNote, note } from "./blocks.ts";
import { citationLabels } from "./citations.ts";
import { renderCourseButtons } from "./course-buttons.ts";
import { renderFailure } from "./failure.ts";
import { renderAssessments, renderModules } from "./items.ts";
import { type Budget, messageBudget } from "./limits.ts";
import { cardSlot, fallback, type RenderedMessage, type Unit } from "./message.ts";
import { renderObjectives } from "./objectives.ts";
import { renderOverview } from "./overview.ts";
import { blocksOf, pack, unitLimit } from "./pack.ts";
import { isUnderWay, renderProgress } from "./progress.ts";
import { renderRemarks } from "./remarks.ts";
import { renderSources, renderWriter } from "./sources.ts";
import { truncate } from "./split.ts";
import { renderSupplements } from "./supplements.ts";
import { line } from "./text.ts";

/** Of a title that is repeated on top of a later message. */
const longestFrame = 180;

export type RenderOptions = {
  /** How much may stand in a message; smaller ones are for a Slack that found the usual too long. */
  budget?: Budget;
  /** Where a slot stands, for "continued below" when other messages lie between. */
  links?: ReadonlyMap<string, string>;
  /** Thumbs below the buttons; without them for a Slack that does not know the block. */
  feedback?: boolean;
};

/**
 * The messages of a card, "card:1" first. Each is within Slack's limits, and all of the course's text is in them.
 * While the course grows, messages that are full stay as they are.
 */
export function renderCourse(view: CourseView, options: RenderOptions = {}): RenderedMessage[] {
  const { budget = messageBudget, links = new Map(), feedback = true } = options;
  if (view.state === "deleted") return [oneLine(cardSlot(1), texts.card.deleted)];
  const title = titleOf(view);
  const pages = pack(sectionsOf(view, budget, feedback), budget);
  return pages.map((page, index) => {
    const top = index === 0 ? firstTop(view, title) : laterTop(page, title, index + 1);
    const next = index + 1 < pages.length ? continuedBelow(links.get(cardSlot(index + 2))) : [];
    return {
      slot: cardSlot(index + 1),
      text: fallback([...top, ...page, ...next].map(({ spoken }) => spoken)),
      blocks: [...blocksOf(top), ...blocksOf(index === 0 ? page : withoutDivider(page)), ...blocksOf(next)],
    };
  });
}

/** What stands in a slot that the course no longer needs, since it became shorter. */
export function renderSurplus(slot: string): RenderedMessage {
  return oneLine(slot, texts.card.movedUp);
}

/** The title as far as it is known, on one line and not escaped; null while it is not. */
export function knownTitle(view: CourseView): string | null {
  return line(section(view, "overview")?.title ?? "") || null;
}

function titleOf(view: CourseView): string {
  return knownTitle(view) ?? (isUnderWay(view) ? texts.card.untitled : texts.card.untitledFailed);
}

/** What is shown of a section: growing it if it grows, else finished. */
function section<Name extends Stage>(view: CourseView, name: Name): PartialSections[Name] | undefined {
  const growing: PartialSections[Name] | undefined = isUnderWay(view) ? view.growing[name] : undefined;
  if (growing !== undefined) return growing;
  const finished: PartialSections[Name] | undefined = view.sections[name];
  return finished;
}

function sectionsOf(view: CourseView, budget: Budget, feedback: boolean): Unit[] {
  const limit = unitLimit(budget);
  const grows = (name: Stage) => isUnderWay(view) && view.growing[name] !== undefined;
  const overview = section(view, "overview");
  const objectives = section(view, "objectives");
  const modules = section(view, "modules");
  const assessments = section(view, "assessments");
  const labels = citationLabels({ modules: modules ?? [], assessments: assessments ?? [] });
  const items = (name: Stage) => ({ objectives: objectives ?? [], labels, grows: grows(name), limit });
  return [
    ...renderRemarks(view),
    ...(overview === undefined ? [] : renderOverview(overview, grows("overview"), limit)),
    // Seven objectives at their longest are one list in one message: numbers do not begin anew.
    ...(objectives === undefined ? [] : renderObjectives(objectives, grows("objectives"), limit * 2)),
    ...(modules === undefined ? [] : renderModules(modules, items("modules"))),
    ...(assessments === undefined ? [] : renderAssessments(assessments, items("assessments"))),
    ...renderSupplements(view.supplements ?? [], limit),
    ...renderFailure(view),
    ...(isUnderWay(view)
      ? []
      : [...renderSources(view.references, labels, { limit, courseId: view.courseId }), ...renderWriter(view)]),
    ...renderCourseButtons(view, { feedback }),
  ];
}

function firstTop(view: CourseView, title: string): Unit[] {
  const cancelled = view.state === "cancelled" ? [lineUnit(texts.card.cancelled)] : [];
  return [{ blocks: [header(title)], spoken: title, reserve: 0 }, ...renderProgress(view), ...cancelled];
}

function laterTop(page: readonly Unit[], title: string, part: number): Unit[] {
  // The whole titles stand where they are introduced.
  const said = [texts.card.part(title, part), page[0]?.continues ?? ""]
    .filter((each) => each !== "")
    .map((each) => truncate(each, longestFrame));
  return [{ blocks: [literalNote(said.join("  ·  "))], spoken: said.join("\n"), reserve: 0 }];
}

function continuedBelow(link: string | undefined): Unit[] {
  const said = texts.card.continuedBelow;
  return [{ blocks: [note(link === undefined ? `${said} ↓` : `<${link}|${said}> ↓`)], spoken: said, reserve: 0 }];
}

function withoutDivider([first, ...rest]: readonly Unit[]): Unit[] {
  return first === undefined ? [] : [{ ...first, blocks: blocksOf([first]) }, ...rest];
}

function lineUnit(said: string): Unit {
  const blocks: KnownBlock[] = [note(said)];
  return { blocks, spoken: said, reserve: 0 };
}

function oneLine(slot: string, said: string): RenderedMessage {
  return { slot, text: fallback([said]), blocks: [note(said)] };
}
