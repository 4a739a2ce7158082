/** A new release in the middle of work: every process is told to stop, and started again. */
import { setTimeout as pause } from "node:timers/promises";
import type { FaultyModel } from "./model.ts";
import type { People } from "./people.ts";
import type { CourseAsk } from "./plan.ts";
import { unfinished } from "./progress.ts";
import type { Setup } from "./setups.ts";
import type { FaultySlack } from "./slack.ts";

export type Deploy = {
  /** Marks of the courses that were under way. */
  inFlight: readonly string[];
  /** Milliseconds since 1970, as is `backAt`. */
  stoppingAt: number;
  /** How long the slowest process took to stop. */
  stopMs: number;
  backAt: number;
};

const longestBeginning = 40_000;

/** Has the courses asked for, and when each of them has had its first answer, SIGTERM to every process and a new start. */
export async function deploy({
  asks,
  people,
  setup,
  slack,
  model,
}: {
  asks: readonly CourseAsk[];
  people: People;
  setup: Setup;
  slack: FaultySlack;
  model: FaultyModel;
}): Promise<Deploy> {
  // So that none is ready before the last has begun.
  model.setHolding(true);
  await Promise.all(asks.map((ask) => pause(ask.at).then(() => people.ask(ask))));
  const marks = new Set(asks.map(({ mark }) => mark));
  const begun = () =>
    new Set(
      model
        .calls()
        .filter(({ mark, completedAt }) => completedAt !== null && marks.has(mark))
        .map(({ mark }) => mark),
    ).size;
  for (const end = Date.now() + longestBeginning; begun() < marks.size && Date.now() < end; ) await pause(100);
  const inFlight = unfinished(slack.sandbox, people.asked());
  const stoppingAt = Date.now();
  await Promise.all(setup.processes.map((each) => each.stop()));
  const stopMs = Date.now() - stoppingAt;
  model.setHolding(false);
  await Promise.all(setup.processes.map((each) => each.start()));
  return { inFlight, stoppingAt, stopMs, backAt: Date.now() };
}
