/**
 * From events to what is shown. The state keeps how to read a growing section instead of its text, so that partial JSON
 * is parsed when an edit is due (`snapshot`) and not for every token.
 */
import { assertNever } from "../errors.ts";
import type { Brief } from "./brief.ts";
import type { CourseEvent } from "./events.ts";
import type { Course, Reference, Sections } from "./schema.ts";
import type { Stage } from "./stages.ts";
import type { CourseView, PartialSections, ReferenceView } from "./view.ts";

export type CourseProgress = {
  view: CourseView;
  growing: { [Name in Stage]?: () => PartialSections[Name] };
};

/** What is known of a course before its work begins (or begins again). `startedAt` is in milliseconds since 1970. */
export function beginProgress(course: {
  workspaceId: string;
  id: string;
  requesterId: string;
  brief: Brief;
  writer: "model" | "offline";
  startedAt: number;
}): CourseProgress {
  const { workspaceId, id, requesterId, brief, writer, startedAt } = course;
  return {
    growing: {},
    view: {
      workspaceId,
      courseId: id,
      requesterId,
      brief,
      state: "queued",
      version: 0,
      sections: {},
      growing: {},
      stage: null,
      startedAt,
      references: [],
      unknownReferences: [],
      nothingRelevant: false,
      waitingFor: [],
      writer,
      failure: null,
      qualityNotes: 0,
    },
  };
}

/** The progress after an event. Pure: the old one stays as it was. */
export function applyEvent(progress: CourseProgress, event: CourseEvent): CourseProgress {
  const { view, growing } = progress;
  const writing = { ...view, state: "writing", failure: null } as const;
  switch (event.type) {
    case "waiting-for-documents":
      return { growing, view: { ...writing, stage: "waiting", waitingFor: event.titles } };
    case "references-resolved":
      return {
        growing,
        view: {
          ...writing,
          stage: "reading",
          waitingFor: [],
          references: event.references.map((reference) => ({ ...reference, unused: false })),
          unknownReferences: event.unknown,
          nothingRelevant: event.nothingRelevant,
          documentsRefused: event.refused ?? null,
        },
      };
    case "stage-started":
      return { growing, view: { ...writing, stage: event.stage, waitingFor: [] } };
    case "section-growing":
      return { growing: { ...growing, [event.stage]: event.read }, view: writing };
    case "section-completed":
      return {
        growing: without(growing, event.stage),
        view: { ...writing, sections: { ...view.sections, [event.stage]: event.section } },
      };
    case "supplement-completed":
      return { growing, view: { ...writing, supplements: [...(view.supplements ?? []), event.supplement] } };
    case "completed":
      return {
        growing: {},
        view: {
          ...view,
          state: "ready",
          stage: null,
          failure: null,
          version: event.version,
          references: referenceViews(event.references),
          qualityNotes: event.qualityNotes,
        },
      };
    case "failed":
      return {
        growing: {},
        view: {
          ...view,
          state: "failed",
          stage: null,
          failure: { stage: event.stage, code: event.code, facts: event.facts },
        },
      };
    case "cancelled":
      return { growing: {}, view: { ...view, state: "cancelled", stage: null } };
    default:
      return assertNever(event);
  }
}

/** What is to be shown now; growing sections are read, and left out until they have words: an edit for less would delay the first ones. */
export function snapshot({ view, growing }: CourseProgress): CourseView {
  const overview = growing.overview?.();
  const objectives = growing.objectives?.();
  const modules = growing.modules?.();
  const assessments = growing.assessments?.();
  return {
    ...view,
    growing: {
      ...(overview !== undefined && Object.values(overview).some((value) => value !== "") && { overview }),
      ...(objectives?.some(({ text }) => hasWords(text)) && { objectives }),
      ...(modules?.some(({ title }) => hasWords(title)) && { modules }),
      ...(assessments?.some(({ title }) => hasWords(title)) && { assessments }),
    },
  };
}

function hasWords(text: string | undefined): boolean {
  return text !== undefined && text !== "";
}

/** The references of a finished course: a named document that nothing cites is marked as unused. */
function referenceViews(references: readonly Reference[]): ReferenceView[] {
  return references.map((reference) => ({
    ...reference,
    unused: reference.named && reference.passages.length === 0,
  }));
}

/** A stored course as a view, for rendering it again. */
export function viewOfCourse(base: CourseView, version: number, course: Course): CourseView {
  const { references, supplements, ...sections } = course;
  const whole: Sections = sections;
  return {
    ...base,
    state: "ready",
    stage: null,
    version,
    sections: whole,
    supplements,
    references: referenceViews(references),
  };
}

function without(growing: CourseProgress["growing"], stage: Stage): CourseProgress["growing"] {
  const { [stage]: _finished, ...others } = growing;
  return others;
}
