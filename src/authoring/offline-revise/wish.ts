/** A wish as it was understood, before anything of the course is looked up. `words` are the person's own, for answering. */
import type { OpenQuestion } from "../../course/open-questions.ts";
import type { AssessmentType, DifficultyLevel } from "../../course/schema.ts";
import type { Clause } from "./clause.ts";

export type Place =
  | { kind: "after" | "before"; target: Clause }
  | { kind: "start" | "end" }
  /** From 1. */
  | { kind: "at"; place: number };
export type AddedKind = "module" | "objective" | AssessmentType;

export type Wish = { words: string } & (
  | { kind: "undo" }
  | { kind: "add"; what: AddedKind; subject: Clause; place: Place | null; minutes: number | null }
  | { kind: "add-topic"; subject: Clause; target: Clause }
  | { kind: "remove-topic"; subject: Clause; target: Clause }
  | { kind: "remove"; target: Clause }
  | { kind: "rename"; target: Clause; title: string }
  | { kind: "describe"; target: Clause; text: string }
  | { kind: "move"; target: Clause; place: Place }
  | { kind: "swap"; first: Clause; second: Clause }
  | { kind: "type"; target: Clause; type: AssessmentType }
  /** `target` null: the course as a whole. */
  | { kind: "length"; target: Clause | null; minutes: number }
  | { kind: "scale"; target: Clause | null; factor: number }
  /** Minutes more, or less where negative. */
  | { kind: "extend"; target: Clause | null; minutes: number }
  | { kind: "level"; level: DifficultyLevel | "easier" | "harder" }
  | { kind: "language"; language: string }
  /** `only`: all other documents of the course are dropped. With nothing to `use` that is all of them. */
  | { kind: "documents"; use: string[]; drop: string[]; only: boolean }
  | { kind: "measurable"; target: Clause }
  | { kind: "rewrite"; target: Clause }
  /** What only a language model can do. */
  | { kind: "beyond"; what: "rewrite" | "text" }
  /** What a sentence answers; nothing changes. */
  | { kind: "told"; question: OpenQuestion }
  | { kind: "question"; clause: Clause }
  | { kind: "unclear" }
);
