/** What people do and what goes wrong, and when: made from the seed before anything starts, so that a run can be repeated. */
import { type Chance, createChance } from "./chance.ts";
import type { Scale } from "./options.ts";

export const ways = ["command", "mention", "thread-mention", "direct"] as const;
/** `at` is in milliseconds since the beginning of the storm. */
export type CourseAsk = {
  at: number;
  /** Stands in the request, and in nothing else. */
  mark: string;
  workspace: number;
  user: string;
  channel: string;
  way: (typeof ways)[number];
  text: string;
  /** Milliseconds after which the person cancels it, or null. */
  cancelAfter: number | null;
};
export type Upload = {
  at: number;
  mark: string;
  workspace: number;
  how: "paste" | "file";
  title: string;
  text: string;
};
/** A reply in the thread of some course that is finished by then. */
export type Reply = { at: number; mark: string; workspace: number; user: string; text: string };
/** How replies begin. */
export const replyKinds = {
  change: "Describe the first module anew",
  addition: "Add a drill at the end",
  question: "What does the second module cover?",
  undo: "That was not so good, take it back",
  chatter: "Bob, shall we talk about it tomorrow?",
} as const;
export type Blow =
  | { at: number; kind: "kill"; process: string }
  | { at: number; kind: "outage"; of: Outage; ms: number };
export type Outage = "redis" | "postgres" | "slack";
export type Plan = { asks: CourseAsk[]; replies: Reply[]; uploads: Upload[]; blows: Blow[]; deploy: CourseAsk[] };

const subjects = [
  "phishing and passwords",
  "onboarding for new engineers",
  "giving feedback",
  "incident response",
  "writing clear mails",
  "handling complaints",
  "code review",
  "workplace safety",
  "interviewing",
  "data protection",
];
const people = ["ada", "grace", "mateo"] as const;
const channels = ["general", "learning"] as const;
/** Marks begin with it: made up, so that they stand nowhere by chance. */
export const markPrefix = "qzxvw";
/** Things go wrong a while after the beginning and end before its end. */
const lead = 2_000;

/** Makes the plan. `processes` are those that may be killed, `outages` what may go away. */
export function makePlan({
  seed,
  scale,
  processes,
  outages,
}: {
  seed: number;
  scale: Scale;
  processes: readonly string[];
  outages: readonly Outage[];
}): Plan {
  const chance = createChance(seed, "plan");
  const asking = chance.fork("asks");
  const asks = spread(asking, scale.courses, 0, scale.stormMs * 0.85).map((at, index) =>
    ask(asking, `${markPrefix}${String(index + 1).padStart(4, "0")}`, index % scale.workspaces, at),
  );
  const uploading = chance.fork("uploads");
  const uploads = spread(uploading, scale.uploads, 0, scale.stormMs * 0.5).map((at, index): Upload => {
    const mark = `${markPrefix}u${String(index + 1).padStart(3, "0")}`;
    return {
      at,
      mark,
      workspace: index % scale.workspaces,
      how: index % 2 === 0 ? "paste" : "file",
      title: `Handbook ${mark}`,
      text: documentText(mark, uploading),
    };
  });
  const replying = chance.fork("replies");
  // The first courses have to be finished.
  const replies = spread(replying, scale.revisions, Math.min(30_000, scale.stormMs * 0.4), scale.stormMs).map(
    (at, index): Reply => {
      const mark = `${markPrefix}r${String(index + 1).padStart(4, "0")}`;
      const begin = replying.pick([replyKinds.change, replyKinds.change, ...Object.values(replyKinds)]);
      return { at, mark, workspace: index % scale.workspaces, user: replying.pick(people), text: `${begin} ${mark}` };
    },
  );
  const killing = chance.fork("kills");
  const failing = chance.fork("outages");
  // Each in its turn of a shuffled row: chance alone can leave some out for long.
  const row = processes
    .map((name) => ({ name, place: killing.between(0, 1) }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ name }) => name);
  const kills = spread(killing, scale.kills, lead, scale.stormMs).map(
    (at, index): Blow => ({ at, kind: "kill", process: row[index % row.length] ?? "" }),
  );
  const aways = spread(failing, scale.outages, lead, scale.stormMs * 0.9).map(
    (at): Blow => ({ at, kind: "outage", of: failing.pick(outages), ms: failing.whole(800, 5_000) }),
  );
  const deploying = chance.fork("deploy");
  const deploy = spread(deploying, scale.deployCourses, 0, 2_000).map((at, index) => ({
    ...ask(deploying, `${markPrefix}d${String(index + 1).padStart(3, "0")}`, index % scale.workspaces, at),
    cancelAfter: null,
  }));
  return { asks, replies, uploads, blows: [...kills, ...aways].sort((one, other) => one.at - other.at), deploy };
}

function ask(chance: Chance, mark: string, workspace: number, at: number): CourseAsk {
  return {
    at,
    mark,
    workspace,
    user: chance.pick(people),
    channel: chance.pick(channels),
    way: chance.pick(ways),
    text: `Create training about ${chance.pick(subjects)} ${mark}`,
    cancelAfter: chance.happens(0.08) ? chance.whole(1_500, 9_000) : null,
  };
}

/** So many moments, in order: evenly, each a little off. */
function spread(chance: Chance, count: number, from: number, to: number): number[] {
  const step = (to - from) / Math.max(1, count);
  return Array.from({ length: count }, (_, index) => Math.round(from + step * (index + chance.between(0, 0.9))));
}

function documentText(mark: string, chance: Chance): string {
  const rules = Array.from(
    { length: chance.whole(4, 12) },
    (_, index) =>
      `## Rule ${index + 1}\nIn case ${index + 1} of ${mark}, report within ${index + 2} hours to the desk on floor ${chance.whole(1, 9)}.`,
  );
  return `# Handbook ${mark}\n${rules.join("\n")}`;
}
