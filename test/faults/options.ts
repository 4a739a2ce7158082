/** What a run is made of: read from the command line, with a small slice when nothing is said. */
import { parseArgs } from "node:util";
import { z } from "zod";
import type { Figures } from "./enough.ts";

export const setupNames = ["pglite", "servers"] as const;
export type SetupName = (typeof setupNames)[number];
const generations = ["overlapped", "sequential"] as const;
export type Generation = (typeof generations)[number];
/** So that both ways of writing are gone through: the product's usual one where many processes work together. */
const usualGeneration: Readonly<Record<SetupName, Generation>> = { pglite: "sequential", servers: "overlapped" };

export type Scale = {
  workspaces: number;
  /** Asked for while things fail. */
  courses: number;
  revisions: number;
  uploads: number;
  kills: number;
  /** How often Redis, PostgreSQL or Slack goes away. */
  outages: number;
  /** Asked for before the process is told to stop in order, when nothing else fails. */
  deployCourses: number;
  /** Milliseconds in which things fail; then they have until `deadlineMs` to come to an end. Both from when all are ready. */
  stormMs: number;
  deadlineMs: number;
  /** Redeliveries come sooner than Slack's after one and five minutes. */
  hurried: boolean;
  /** Whether the model may say nothing at all, which the bot bears for two minutes. */
  longSilences: boolean;
  /** With less than this, whatever was found, the run has failed; null when the scale was changed by hand. */
  atLeast: Figures | null;
};
export type Options = {
  seed: number;
  setups: readonly SetupName[];
  scale: Scale;
  full: boolean;
  keep: string | null;
  /** How the model's calls for a course are arranged, on each set-up. */
  generation: Readonly<Record<SetupName, Generation>>;
};

const slice: Scale = {
  workspaces: 3,
  courses: 16,
  revisions: 12,
  uploads: 2,
  kills: 4,
  outages: 2,
  deployCourses: 8,
  stormMs: 48_000,
  deadlineMs: 200_000,
  hurried: true,
  longSilences: false,
  atLeast: {
    workspaces: 3,
    courses: 12,
    revisions: 1,
    uploads: 0,
    kills: 3,
    faults: 60,
    lateArrivals: 0,
    deployed: 6,
  },
};
const full: Scale = {
  workspaces: 8,
  courses: 210,
  revisions: 440,
  uploads: 24,
  kills: 64,
  outages: 16,
  deployCourses: 20,
  stormMs: 14 * 60_000,
  deadlineMs: 19 * 60_000,
  hurried: false,
  longSilences: true,
  atLeast: {
    workspaces: 8,
    courses: 200,
    revisions: 300,
    uploads: 20,
    kills: 60,
    faults: 1_000,
    lateArrivals: 10,
    deployed: 20,
  },
};

const count = z.coerce.number().int().min(0);
const flagsSchema = z.object({
  full: z.boolean().default(false),
  seed: count.optional(),
  setup: z.enum(setupNames).optional(),
  keep: z.string().optional(),
  generation: z.enum(generations).optional(),
  workspaces: count.min(1).optional(),
  courses: count.optional(),
  revisions: count.optional(),
  uploads: count.optional(),
  kills: count.optional(),
  outages: count.optional(),
  "deploy-courses": count.optional(),
  "storm-seconds": count.optional(),
  "deadline-seconds": count.optional(),
});

const text = { type: "string" } as const;

/**
 * Reads the arguments after the program's name.
 * @throws Error naming an argument that is not known or makes no sense
 */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      full: { type: "boolean" },
      seed: text,
      setup: text,
      keep: text,
      generation: text,
      workspaces: text,
      courses: text,
      revisions: text,
      uploads: text,
      kills: text,
      outages: text,
      "deploy-courses": text,
      "storm-seconds": text,
      "deadline-seconds": text,
    },
  });
  const flags = flagsSchema.parse(values);
  const base = flags.full ? full : slice;
  const storm = flags["storm-seconds"];
  const deadline = flags["deadline-seconds"];
  const isAltered = [
    flags.workspaces,
    flags.courses,
    flags.revisions,
    flags.uploads,
    flags.kills,
    flags["deploy-courses"],
    storm,
  ].some((each) => each !== undefined);
  return {
    seed: flags.seed ?? 1,
    setups: flags.setup === undefined ? setupNames : [flags.setup],
    full: flags.full,
    keep: flags.keep ?? null,
    generation:
      flags.generation === undefined ? usualGeneration : { pglite: flags.generation, servers: flags.generation },
    scale: {
      ...base,
      workspaces: flags.workspaces ?? base.workspaces,
      courses: flags.courses ?? base.courses,
      revisions: flags.revisions ?? base.revisions,
      uploads: flags.uploads ?? base.uploads,
      kills: flags.kills ?? base.kills,
      outages: flags.outages ?? base.outages,
      deployCourses: flags["deploy-courses"] ?? base.deployCourses,
      stormMs: storm === undefined ? base.stormMs : storm * 1_000,
      atLeast: isAltered ? null : base.atLeast,
      deadlineMs: deadline === undefined ? base.deadlineMs : deadline * 1_000,
    },
  };
}
