/** Objectives: each about a subject of the documents or wishes, of rising level, each with the modules that serve it. */
import { levelsOfVerb, plainVerbs } from "../../course/bloom.ts";
import { type BloomLevel, bloomLevels, type DifficultyLevel } from "../../course/schema.ts";
import { clip } from "./clean.ts";
import type { Matter } from "./matter.ts";
import { bloomLadder, objectiveCount, singleLadder } from "./measure.ts";
import type { Phrases, TopicKind } from "./phrases/phrases.ts";
import type { PlannedModule } from "./plan.ts";
import type { Subject } from "./subject.ts";

export type PlannedObjective = {
  text: string;
  level: BloomLevel;
  /** Places of the modules that serve it, from 0. */
  modules: number[];
};

type Asked = {
  modules: readonly PlannedModule[];
  level: DifficultyLevel;
  minutes: number;
  topic: Subject | null;
  kind: TopicKind;
  phrases: Phrases;
  turn: number;
};

/** Three to seven objectives; every module serves at least one, every objective has at least one module. */
export function planObjectives(asked: Asked): PlannedObjective[] {
  const specific = asked.modules.flatMap((module, place) => {
    const matter = matterFor(module);
    return matter === null ? [] : [{ place, matter }];
  });
  const planned = specific.length === 0 ? aboutTopic(asked) : aboutSubjects(asked, specific);
  return withAllModules(unrepeated(planned, asked), asked.modules.length);
}

type Specific = { place: number; matter: Matter };

function aboutSubjects({ modules, level, minutes, topic, phrases, turn }: Asked, specific: readonly Specific[]) {
  const count = objectiveCount(minutes, specific.length);
  const ladder = bloomLadder(level, count);
  const overall = specific.length > count || modules.length > specific.length;
  const free = new Set(specific);
  const chosen: (Specific | null)[] = ladder.map(() => null);
  // The pairs of rung and subject that suit each other best are made first.
  const pairs = ladder
    .flatMap((rung, index) =>
      overall && index === ladder.length - 1 ? [] : specific.map((item) => ({ rung, index, item })),
    )
    .map((pair) => ({
      ...pair,
      score: suits(pair.rung, pair.item.matter) + near(pair, ladder.length, specific.length),
    }))
    .sort((one, other) => other.score - one.score || one.index - other.index || one.item.place - other.item.place);
  for (const { index, item } of pairs) {
    if (chosen[index] === null && free.delete(item)) chosen[index] = item;
  }
  return ladder.map((rung, index): PlannedObjective => {
    const item = chosen[index] ?? (overall && index === ladder.length - 1 ? null : specific[index % specific.length]);
    if (item === null || item === undefined) {
      const places = modules.map((_, place) => place);
      const extra = places.filter((place) => !chosen.some((other) => other?.place === place));
      return {
        text: phrases.wholeObjective(rung, topic, "general", turn),
        level: rung,
        modules: extra.length > 0 ? extra : places.slice(-1),
      };
    }
    return { text: phrases.objective(rung, item.matter, turn + index), level: rung, modules: [item.place] };
  });
}

function aboutTopic({ modules, level, topic, kind, phrases, turn }: Asked): PlannedObjective[] {
  const ladder = singleLadder(level, modules.length);
  const rungOf = (rung: BloomLevel) => bloomLevels.indexOf(rung);
  const planned = ladder.map((rung, index): PlannedObjective => {
    const serving = modules.flatMap((module, place) =>
      module.from === "outline" && module.outline.serves.includes(rung) ? [place] : [],
    );
    const text = phrases.wholeObjective(rung, topic, kind, turn + index);
    return { text, level: rung, modules: serving.length > 0 ? serving : [Math.min(index, modules.length - 1)] };
  });
  // A module that serves none of the rungs taken goes with the nearest.
  for (const [place, module] of modules.entries()) {
    if (planned.some((objective) => objective.modules.includes(place))) continue;
    const wanted = module.from === "outline" ? rungOf(module.outline.serves[0] ?? "Apply") : 0;
    const [nearest] = planned.toSorted(
      (one, other) => Math.abs(rungOf(one.level) - wanted) - Math.abs(rungOf(other.level) - wanted),
    );
    nearest?.modules.push(place);
  }
  return planned;
}

/** What can be said of a module's subject; null for those that are about the topic as a whole. */
function matterFor(module: PlannedModule): Matter | null {
  switch (module.from) {
    case "documents":
      return module.matter;
    case "transfer":
      return null;
    case "outline":
      return module.outline.wished ? emptyMatter(module.title, module.outline.subject) : null;
  }
}

/** A subject of which nothing is known but its name. */
function emptyMatter(title: string, subject: Subject): Matter {
  return {
    title,
    subject,
    whole: subject.about,
    key: [],
    core: [],
    documents: [],
    sentences: [],
    statements: [],
    lists: [],
    tables: [],
    steps: [],
    procedure: false,
    keys: null,
    figures: [],
    rules: false,
    topics: [],
    passages: [],
    words: 0,
    stems: new Set(),
  };
}

function suits(rung: BloomLevel, { subject, figures, procedure, keys, rules, lists }: Matter): number {
  const action = subject.kind === "howto" || subject.kind === "gerund";
  switch (rung) {
    case "Remember":
      return (figures.length >= 3 ? 2 : 0) + (procedure ? 0.5 : 0);
    case "Understand":
      return subject.kind === "clause" ? 2 : keys === null && !procedure ? 1 : 0;
    case "Apply":
      return (procedure ? 3 : 0) + (action ? 1.5 : 0) + (rules ? 0.5 : 0);
    case "Analyze":
      return (keys === null ? 0 : 3) + (subject.kind === "clause" ? 0.5 : 0);
    case "Evaluate":
      return rules ? 1.5 : 0;
    case "Create":
      return (lists.length > 0 ? 1 : 0) + (rules ? 0.5 : 0);
  }
}

/** Early modules take the low rungs, late ones the high. */
function near({ index, item }: { index: number; item: Specific }, rungs: number, subjects: number): number {
  return 1.5 - 1.5 * Math.abs(index / Math.max(1, rungs - 1) - item.place / Math.max(1, subjects - 1));
}

/** Texts within the limit, each with a verb of its level, none twice. */
function unrepeated(planned: readonly PlannedObjective[], { phrases, topic, kind, turn }: Asked): PlannedObjective[] {
  const seen = new Set<string>();
  return planned.map((objective) => {
    const choices = [
      objective.text,
      ...[1, 2, 3].map((other) =>
        phrases.wholeObjective(objective.level, topic, other === 1 ? kind : "general", turn + other),
      ),
      ...[1, 2, 3, 4, 5, 6, 7].map((part) => `${objective.text.replace(/[.\s]+$/, "")} (${part}).`),
    ];
    const text = choices.map((choice) => clip(choice, 400)).find((choice) => !seen.has(choice)) ?? objective.text;
    seen.add(text);
    const [verb = ""] = text.split(/[\s,]/);
    // Holds for every table of phrases; kept here so that a new phrase cannot break the rule.
    const sound = levelsOfVerb(phrases.language, verb).includes(objective.level);
    return { ...objective, text: sound ? text : `${plainVerbs[phrases.language][objective.level]}: ${text}` };
  });
}

function withAllModules(planned: readonly PlannedObjective[], count: number): PlannedObjective[] {
  const served = new Set(planned.flatMap(({ modules }) => modules));
  const left = Array.from({ length: count }, (_, place) => place).filter((place) => !served.has(place));
  return planned
    .toSorted((one, other) => bloomLevels.indexOf(one.level) - bloomLevels.indexOf(other.level))
    .map((objective, index, all) =>
      index === all.length - 1 ? { ...objective, modules: [...objective.modules, ...left] } : objective,
    );
}
