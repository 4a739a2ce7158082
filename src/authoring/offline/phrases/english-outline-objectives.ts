/** Objectives for English courses without documents, by kind of topic. */
import type { BloomLevel } from "../../../course/schema.ts";
import type { Subject } from "../subject.ts";
import { isPlural } from "./english-words.ts";
import type { TopicKind } from "./phrases.ts";

/** What can be done at the end, by kind of topic; null when the topic is no plain thing or nothing special can be said. */
export function outlineObjective(level: BloomLevel, topic: Subject | null, kind: TopicKind): string | null {
  if (
    kind === "general" ||
    (kind !== "arrival" && (topic === null || topic.kind === "howto" || topic.kind === "clause"))
  )
    return null;
  return objectivesByKind[kind](topic?.about ?? "work")[level];
}

const objectivesByKind: Record<Exclude<TopicKind, "general">, (about: string) => Record<BloomLevel, string>> = {
  tool: (about) => ({
    Remember: `Name the functions of ${about} that daily work needs most.`,
    Understand: `Explain for which tasks ${about} is the right tool and for which it is not.`,
    Apply: `Use ${about} to complete a typical task from start to finish.`,
    Analyze: `Diagnose typical mistakes in work done with ${about}.`,
    Evaluate: `Review a colleague's work in ${about} against agreed criteria.`,
    Create: `Design a template or workflow in ${about} that your team can reuse.`,
  }),
  skill: (about) => ({
    Remember: `Recall the building blocks of ${about}.`,
    Understand: `Explain what distinguishes good practice of ${about} from poor.`,
    Apply: `Practise ${about} in realistic situations.`,
    Analyze: `Examine a difficult moment in ${about} and its turning point.`,
    Evaluate: `Assess your own practice of ${about} against agreed criteria.`,
    Create: `Design a four-week plan to get better at ${about}.`,
  }),
  duty: (about) => ({
    Remember: `List the signs that point to a risk in matters of ${about}.`,
    Understand: `Explain why ${about} ${isPlural(about) ? "matter" : "matters"} and what neglect can cost.`,
    Apply: `Apply the everyday rules of ${about} to your own workplace.`,
    Analyze: `Distinguish harmless, unclear and risky situations in matters of ${about}.`,
    Evaluate: `Assess your own workplace with a checklist on ${about}.`,
    Create: `Develop a plan that keeps ${about} alive in your team.`,
  }),
  arrival: () => ({
    Remember: "Name the people and tools that your daily work depends on.",
    Understand: "Explain what the organisation does, for whom, and where your own work comes in.",
    Apply: "Complete a first real task from start to finish with a partner.",
    Analyze: "Compare the ways of working here with those that you know from elsewhere.",
    Evaluate: "Assess your own progress against the goals for 30, 60 and 90 days.",
    Create: "Plan your first ninety days with goals, dates and people.",
  }),
  craft: (about) => ({
    Remember: `Name the parts of ${about} and what each of them does.`,
    Understand: `Explain how the parts of ${about} fit together.`,
    Apply: `Use the core techniques of ${about} on a worked problem.`,
    Analyze: `Diagnose prepared faults in ${about} by observation and test.`,
    Evaluate: `Justify the choice between two solutions in ${about}.`,
    Create: `Design a solution with ${about} for your own environment.`,
  }),
};
