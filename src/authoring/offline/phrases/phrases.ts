/** Everything that the offline writer says besides the documents' own words: one table a language. */
import type { BloomLevel, DifficultyLevel } from "../../../course/schema.ts";
import type { Table } from "../material.ts";
import type { Matter } from "../matter.ts";
import type { Subject } from "../subject.ts";

/** Where an answer stands. */
type Source = { document: string; heading: string };
export type Question = { text: string; source: Source; passage: number };

export type OverviewFacts = {
  topic: Subject | null;
  audience: string | null;
  level: DifficultyLevel;
  first: Subject;
  last: Subject;
  themes: number;
  /** Titles; none when nothing was found. */
  documents: string[];
};

/** A module that rests on no document. */
export type OutlineModule = {
  title: string;
  subject: Subject;
  description: string;
  topics: string[];
  /** Its share of the time, relative to the others. */
  share: number;
  /** The levels of objectives that it serves best. */
  serves: readonly BloomLevel[];
  /** Whether somebody asked for just this. */
  wished: boolean;
};

/** What kind of thing is to be learned: it decides what a sound course without documents looks like. */
export type TopicKind = "tool" | "skill" | "duty" | "arrival" | "craft" | "general";

export type Written = { title: string; description: string };

export type Phrases = {
  language: "en" | "de";
  /** Titles put together as one. */
  joined(titles: readonly string[]): string;
  /** "a, b and c". */
  list(items: readonly string[]): string;
  /** A table as a topic: "Four classes: Public, Internal, …". Null when nothing short can be said. */
  table(table: Table): string | null;
  /** How a title stands in a sentence; `isName` keeps capitals. */
  subject(label: string, isName: (word: string) => boolean): Subject;
  /** Two subjects in one phrase, or null when that would read badly. */
  subjects(subjects: readonly Subject[]): string | null;
  /** A title for a request that names no topic. */
  untitled(documents: readonly string[]): string;
  overview(facts: OverviewFacts): string;
  objective(level: BloomLevel, matter: Matter, turn: number): string;
  /** An objective about the whole topic. */
  wholeObjective(level: BloomLevel, topic: Subject | null, kind: TopicKind, turn: number): string;
  opener(matter: Matter, turn: number): string;
  /** What participants do; `used` holds the kinds that stand in the course already and is added to. */
  activity(matter: Matter, used: Set<string>, turn: number): string;
  /** A last module in which everything is put to use. */
  transfer(topic: Subject | null, matters: readonly Matter[]): { title: string; description: string; topics: string[] };
  /** A question that the sentence answers, or null. */
  ask(sentence: string, isName: (word: string) => boolean): string | null;
  /** The statement as a sentence to complete, or null when it holds no figure. */
  cloze(statement: string): string | null;
  /** Questions that lists and tables answer. */
  askOfMatter(matter: Matter): Question[];
  /** When there is nothing to ask by rule. */
  openQuestion(subject: Subject, turn: number): string;
  /** A title for a list of wishes. */
  wishedTitle(wishes: readonly string[], audience: string | null): string;
  quiz(facts: {
    subjects: Subject[];
    questions: Question[] /** Whether the answers can be looked up. */;
    factual: boolean;
  }): Written;
  assignment(facts: {
    subject: Subject;
    level: BloomLevel;
    rules: string[];
    document: string | null;
    turn: number;
  }): Written;
  project(facts: {
    topic: Subject | null;
    level: BloomLevel;
    subjects: Subject[];
    rules: string[];
    documents: string[];
  }): Written;
  outline(facts: { topic: Subject | null; kind: TopicKind; audience: string | null; turn: number }): OutlineModule[];
  /** A module for something that was wished for. */
  wish(wish: Subject, turn: number): OutlineModule;
};
