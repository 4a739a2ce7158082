/** The port to whoever turns a reply into a patch or an answer: a language model or the offline reviser. */
import type { Brief } from "../course/brief.ts";
import type { Patch } from "../course/patch.ts";
import type { BriefChanges, Obstacle, Remark, RewriteTarget } from "../course/revision.ts";
import type { Course } from "../course/schema.ts";
import type { NumberedPassage, TokenUsage } from "./writer.ts";

/** A document that the reply names. */
export type NamedDocument = { id: string; number: number; title: string };
/** What was said before in the thread, oldest first. */
export type Turn = { author: string; reply: string; outcome: string };

export type ReviseTask = {
  workspaceId: string;
  courseId: string;
  brief: Brief;
  /** The version to change. */
  course: Course;
  /** The version whose numbering the person had in mind; often the same. */
  seen: Course;
  /** Ids that any version ever used: never to be given again. */
  takenIds: ReadonlySet<string>;
  /** The words; empty when a button was pressed without a hint. */
  reply: string;
  /** What a button fixes; null for a reply. */
  target: RewriteTarget | null;
  conversation: readonly Turn[];
  passages: readonly NumberedPassage[];
  /** The documents that the reply names, whether to be used or dropped. */
  documents: readonly NamedDocument[];
  /** Guests are answered without documents. */
  guest: boolean;
  /** Set when the last draft could not be used: what came, and what was wrong with it. */
  correction: { draft: string; problem: string } | null;
};

/** `passages` are numbers of the task's passages. */
export type ReviseAnswer = { text: string; passages: number[] };
export type ReviseDraft =
  | {
      kind: "revision";
      /** Level and length are in it too, as `set-overview`; durations of modules follow later. */
      patch: Patch;
      brief: BriefChanges;
      remarks: Remark[];
      obstacles: Obstacle[];
      answer: ReviseAnswer | null;
    }
  | { kind: "answer"; answer: ReviseAnswer; obstacles: Obstacle[] }
  | { kind: "nothing" }
  | { kind: "undo" }
  | { kind: "explained"; obstacles: Obstacle[] };

export type Revised = {
  /** What came, for asking again. */
  text: string;
  usage: TokenUsage;
  model: string;
  result: { ok: true; draft: ReviseDraft } | { ok: false; problem: string };
};

export type Reviser = {
  kind: "model" | "offline";
  /** What to look up in the documents for this reply; null when nothing in them can matter. */
  query(task: Pick<ReviseTask, "course" | "seen" | "reply" | "target">): string | null;
  /** @throws CoursewrightError with a `model_…` code; the signal's reason when that aborts */
  revise(task: ReviseTask, signal: AbortSignal): Promise<Revised>;
};

/** A revision that changes nothing of the brief. */
export function noWishes(): BriefChanges {
  return { documents_added: [], documents_dropped: [], length_minutes: null, level: null, language: null };
}
