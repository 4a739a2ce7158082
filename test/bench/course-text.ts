/**
 * The course that every benchmark's model writes: sections of 40, 130, 520 and 210 tokens, every word of their texts numbered
 * in the order of writing, so that what stands in a message tells how far the model had come.
 */

import { tokensOf } from "../../src/authoring/offline-writer.ts";
import type { Part } from "../../src/course/parts.ts";
import type { Drafts, Stage } from "../../src/course/stages.ts";

const sectionTokens: Readonly<Record<Stage, number>> = {
  overview: 40,
  objectives: 130,
  modules: 520,
  assessments: 210,
};
const verbs = ["List", "Explain", "Carry out", "Compare", "Assess"] as const;
const levels = ["Remember", "Understand", "Apply", "Analyze", "Evaluate"] as const;

/** The four drafts, as long as `sectionTokens` says (within a few tokens). Words read "w7x12": the twelfth of course 7. */
export function benchDrafts(course = 0): Drafts {
  let word = 0;
  const words = (count: number) => Array.from({ length: Math.max(1, count) }, () => `w${course}x${++word}`).join(" ");
  const sized = <Draft>(tokens: number, build: (perItem: number) => Draft): Draft => {
    const start = word;
    for (let size = 1; ; size += 1) {
      word = start;
      const draft = build(size);
      if (tokensOf(JSON.stringify(draft)).length >= tokens) return draft;
    }
  };
  const overview = sized(sectionTokens.overview, (size) => ({
    title: words(2),
    description: words(size),
    duration_estimate: "3 hours",
    difficulty_level: "Beginner" as const,
  }));
  const objectives = sized(sectionTokens.objectives, (size) => ({
    objectives: levels.map((bloom_level, index) => ({ text: `${verbs[index]} ${words(size)}`, bloom_level })),
  }));
  const modules = sized(sectionTokens.modules, (size) => ({
    modules: Array.from({ length: 6 }, (_, index) => ({
      title: words(2),
      description: words(size),
      duration: "30 minutes",
      topics: [words(2), words(2), words(2)],
      objective_ids: [`o${(index % 5) + 1}`],
      passages: [index + 1],
    })),
  }));
  const assessments = sized(sectionTokens.assessments, (size) => ({
    assessments: Array.from({ length: 3 }, (_, index) => ({
      type: (["quiz", "assignment", "project"] as const)[index] ?? "quiz",
      title: words(2),
      description: words(size),
      objective_ids: index === 0 ? ["o1", "o2"] : index === 1 ? ["o3", "o4"] : ["o5"],
      passages: [index + 1],
    })),
  }));
  return { overview, objectives, modules, assessments };
}

/** The JSON of a section, as a stage's call answers it. */
export function sectionAnswer(stage: Stage, course = 0): string {
  return JSON.stringify(benchDrafts(course)[stage]);
}

/** The JSON of a part, as the calls that overlap answer it. */
export function partAnswer(part: Part): string {
  const { overview, objectives, modules, assessments } = benchDrafts();
  switch (part.kind) {
    case "plan":
      return JSON.stringify({
        answer: {
          overview: part.missing.includes("overview") ? overview : null,
          objectives: part.missing.includes("objectives") ? objectives.objectives : null,
          outline: modules.modules.map(({ title, duration, objective_ids }) => ({ title, duration, objective_ids })),
        },
      });
    case "details":
      return JSON.stringify({
        answer: {
          modules: modules.modules
            .map(({ description, topics, passages }, index) => ({ module: index + 1, description, topics, passages }))
            .slice(part.from - 1, part.to),
        },
      });
    case "assessments":
      return JSON.stringify({ answer: assessments });
  }
}
