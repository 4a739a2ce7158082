/** What a run must have gone through for its audit to mean anything. */
import type { Finding } from "./audit/finding.ts";
import type { RunResult } from "./run.ts";

export type Figures = {
  workspaces: number;
  courses: number;
  /** Replies that asked for something: small talk does not count. */
  revisions: number;
  uploads: number;
  kills: number;
  /** Of Slack and the model. */
  faults: number;
  /** Posts that got through after their answer had been lost. */
  lateArrivals: number;
  /** Courses that were being written when all processes were told to stop. */
  deployed: number;
};

/** What it went through. */
export function figuresOf({ evidence, slackFaults, lateArrivals, deploy }: Omit<RunResult, "findings">): Figures {
  const { asked, courses, requests, documents, endings, modelCalls } = evidence;
  return {
    workspaces: new Set(asked.map(({ workspaceId }) => workspaceId)).size,
    courses: courses.length,
    revisions: requests.filter(({ kind, outcome }) => kind === "revise" && outcomeKind(outcome) !== "nothing").length,
    uploads: documents.length,
    kills: endings.filter(({ by }) => by === "kill").length,
    faults:
      Object.values(slackFaults).reduce((one, other) => one + other, lateArrivals) +
      modelCalls.filter(({ fault }) => fault !== null).length,
    lateArrivals,
    deployed: deploy?.inFlight.length ?? 0,
  };
}

/** What there was too little of. */
export function tooLittle(figures: Figures, atLeast: Figures): Finding[] {
  const names = [
    "workspaces",
    "courses",
    "revisions",
    "uploads",
    "kills",
    "faults",
    "lateArrivals",
    "deployed",
  ] as const;
  return names
    .filter((name) => figures[name] < atLeast[name])
    .map((name) => ({ rule: "too little", about: name, detail: `${figures[name]}, and ${atLeast[name]} were wanted` }));
}

/** What came of a reply, in a word. */
export function outcomeKind(outcome: unknown): string {
  return typeof outcome === "object" && outcome !== null && "kind" in outcome
    ? String(outcome.kind)
    : "without outcome";
}
