/** The port to whoever writes: a language model or the offline writer. Both stream a section as JSON text. */
import type { Brief } from "../course/brief.ts";
import type { Outline, Part } from "../course/parts.ts";
import type { Place, Sections } from "../course/schema.ts";
import type { Stage } from "../course/stages.ts";
import type { Supplement } from "../course/supplements.ts";

/** A passage as a writer sees it: numbered, with where it comes from. */
export type NumberedPassage = {
  /** How the writer cites it; 1, 2, 3 … in the order of the prompt. */
  number: number;
  id: string;
  documentId: string;
  documentNumber: number;
  documentTitle: string;
  place: Place;
  text: string;
};

export type SectionTask = {
  workspaceId: string;
  courseId: string;
  stage: Stage;
  /** Asked for in place of the stage's section: what follows it. */
  supplement?: Supplement | undefined;
  brief: Brief;
  /** The sections this one rests on. */
  finished: Partial<Sections>;
  passages: readonly NumberedPassage[];
  /** Set when the last draft broke the schema: what came, and what was wrong with it. */
  correction: { draft: string; problem: string } | null;
  /** Told of tokens spent on attempts that came to nothing; estimated, since services count none for those. */
  wasted?: (usage: TokenUsage) => void;
};

/** One call of several that overlap. */
export type PartTask = Omit<SectionTask, "stage"> & {
  part: Part;
  /** The plan of the modules; null for the part that makes it. */
  outline: Outline | null;
};

/** Tokens spent by one call, as the service counted them (0 for the offline writer). */
export type TokenUsage = { input: number; cachedInput: number; output: number };

export type WriterEvent =
  /** More of the draft's JSON text. */
  | { type: "text"; text: string }
  /** The text so far is void: the call was made anew. */
  | { type: "restart" }
  | { type: "done"; usage: TokenUsage; model: string };

export type Writer = {
  kind: "model" | "offline";
  /**
   * Writes one section. The text between the last "restart" (or the beginning) and "done" is the whole draft.
   * @throws CoursewrightError with a `model_…` code once trying again has not helped; `cancelled` when the signal aborts
   */
  writeSection(task: SectionTask, signal: AbortSignal): AsyncIterable<WriterEvent>;
  /** Writes one part, for those that can write several at once. @throws as `writeSection` */
  writePart?(task: PartTask, signal: AbortSignal): AsyncIterable<WriterEvent>;
};
