/** Objectives in English: each begins with one measurable verb of its level. */
import type { BloomLevel } from "../../../course/schema.ts";
import type { Matter } from "../matter.ts";
import { isKnownName, lowered, type Subject } from "../subject.ts";
import { isAction, listed, pluralOf, source } from "./english-words.ts";

/** By level: an objective about one theme. */
export const objectivesEnglish: Record<BloomLevel, (matter: Matter, turn: number) => string> = {
  Remember({ subject: { kind, about }, figures, procedure, rules }, turn) {
    if (kind === "clause") return `State ${about}${figures.length > 0 ? ", with the figures that apply" : ""}.`;
    if (figures.length >= 2 && kind !== "howto") return `State the deadlines and limits that apply to ${about}.`;
    if (procedure) return `List the steps of ${about} in the right order.`;
    if (rules) return `${turn % 2 === 0 ? "List" : "Recall"} the main rules on ${about}.`;
    return `${turn % 2 === 0 ? "Name" : "List"} the main points about ${about}.`;
  },
  Understand(matter, turn) {
    const { subject, rules } = matter;
    if (isAction(subject)) return `Explain ${subject.about}.`;
    if (rules)
      return turn % 2 === 0
        ? `Explain the rules on ${subject.about} and the reasons behind them.`
        : `Describe in your own words what applies to ${subject.about}.`;
    return turn % 2 === 0
      ? `Summarize what ${source(matter)} says about ${subject.about}.`
      : `Explain the essentials of ${subject.about}.`;
  },
  Apply({ subject: { kind, about }, procedure, rules }, turn) {
    if (kind === "howto") return `Demonstrate ${about} in a realistic situation.`;
    if (kind === "clause") return `Apply the guidance on ${about} to realistic cases.`;
    if (kind === "gerund" && procedure) return `Demonstrate ${about} step by step on a realistic case.`;
    if (procedure) return `Carry out the steps of ${about} on a realistic case.`;
    if (rules)
      return `Apply the rules on ${about} to ${turn % 2 === 0 ? "everyday situations" : "cases from your own work"}.`;
    return `Use the guidance for ${about} to solve a case from everyday work.`;
  },
  Analyze(matter, turn) {
    const { subject, keys, rules } = matter;
    if (keys !== null) return `Distinguish ${keyed(keys)} in realistic cases.`;
    if (subject.kind === "clause" || subject.kind === "howto") return `Analyze a case to determine ${subject.about}.`;
    if (rules && turn % 2 === 0) return `Examine cases for breaches of the rules on ${subject.about}.`;
    return `Compare your team's practice in ${subject.about} with ${source(matter)}.`;
  },
  Evaluate({ subject, rules }) {
    if (isAction(subject)) return `Justify a decision on ${subject.about}.`;
    if (rules) return `Assess whether your team's practice meets the rules on ${subject.about}.`;
    return `Judge how well your team handles ${subject.about}.`;
  },
  Create({ subject, rules }) {
    if (isAction(subject)) return `Develop a one-page guide on ${subject.about}.`;
    if (rules) return `Design a checklist that puts the rules on ${subject.about} into practice.`;
    return `Develop a plan to improve ${subject.about} in your team.`;
  },
};

/** An objective about the topic as a whole. */
export function wholeObjectiveEnglish(level: BloomLevel, topic: Subject | null, turn: number): string {
  if (topic === null) return wholeCourse[level];
  const { about } = topic;
  const action = isAction(topic);
  switch (level) {
    case "Remember":
      return action ? `Recall the key points on ${about}.` : `Name the key terms of ${about}.`;
    case "Understand":
      return action ? `Explain ${about} to a colleague.` : `Explain in your own words what matters about ${about}.`;
    case "Apply":
      return action
        ? `Demonstrate ${about} in a realistic situation.`
        : turn % 2 === 0
          ? `Apply what you know of ${about} to a task from your own work.`
          : `Use ${about} to solve a typical problem from daily work.`;
    case "Analyze":
      return action
        ? `Examine a real case and how it could have gone better: ${about}.`
        : `Examine a case of ${about} for typical mistakes and their causes.`;
    case "Evaluate":
      return action
        ? `Assess your own way of working: ${about}.`
        : `Assess your own practice of ${about} against agreed criteria.`;
    case "Create":
      return action
        ? `Design a plan for your team: ${about}.`
        : `Design a plan that brings ${about} into the daily work of your team.`;
  }
}

/** When nobody has named the topic, the course itself stands for it. */
const wholeCourse: Record<BloomLevel, string> = {
  Remember: "Name the key terms of this course.",
  Understand: "Explain in your own words what matters most in this course.",
  Apply: "Apply what this course covers to a task from your own work.",
  Analyze: "Examine a case from your own work for the mistakes that this course warns of.",
  Evaluate: "Assess your own practice against the criteria agreed in this course.",
  Create: "Design a plan that brings what was learned into the daily work of your team.",
};

function keyed({ head, terms }: NonNullable<Matter["keys"]>): string {
  const shown = listed(terms.map((term) => lowered(term, isKnownName)));
  return head === "" ? shown : `the ${pluralOf(head.toLowerCase())} ${shown}`;
}
