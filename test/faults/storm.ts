/** Carries out a plan: people act and things break, each at its time. */
import { setTimeout as pause } from "node:timers/promises";
import type { People } from "./people.ts";
import type { Blow, Plan } from "./plan.ts";
import type { Setup } from "./setups.ts";
import type { FaultySlack } from "./slack.ts";

const usualLife = 5_000;
const longestPatience = 25_000;

export type StormFigures = { outages: Record<string, number> };

/** Resolves when everything of the storm has been done and what was away is back. */
export async function storm({
  plan,
  people,
  setup,
  slack,
  untilMs,
  hurried,
}: {
  plan: Plan;
  people: People;
  setup: Setup;
  slack: FaultySlack;
  untilMs: number;
  /** Whether there are so few kills that a slow machine must not spend all of them on processes that have just begun. */
  hurried: boolean;
}): Promise<StormFigures> {
  const begun = Date.now();
  const figures: StormFigures = { outages: {} };
  const at = async (milliseconds: number, act: () => Promise<void>) => {
    await pause(Math.max(0, begun + milliseconds - Date.now()));
    await act();
  };

  async function strike(blow: Blow): Promise<void> {
    if (blow.kind === "kill") {
      const process = setup.processes.find(({ name }) => name === blow.process);
      if (hurried) {
        const patience = Date.now() + longestPatience;
        while (process !== undefined && process.livesFor() < usualLife && Date.now() < patience) await pause(100);
      }
      return process?.kill();
    }
    figures.outages[blow.of] = (figures.outages[blow.of] ?? 0) + 1;
    if (blow.of === "slack") {
      slack.sandbox.faults.down(true);
      await pause(blow.ms);
      return slack.sandbox.faults.down(false);
    }
    const service = setup.services[blow.of];
    await service?.stop();
    await pause(blow.ms);
    await service?.start();
  }

  /** One after the other, so that no outage starts what another has stopped, and no kill meets a process that is gone already. */
  async function strikeAll(blows: readonly Blow[]): Promise<void> {
    for (const blow of blows) await at(blow.at, () => strike(blow));
  }

  await Promise.all([
    ...plan.asks.map((ask) => at(ask.at, () => people.ask(ask))),
    ...plan.replies.map((reply) => at(reply.at, () => people.reply(reply))),
    ...plan.uploads.map((upload) => at(upload.at, () => people.upload(upload))),
    strikeAll(plan.blows.filter(({ kind }) => kind === "outage")),
    strikeAll(plan.blows.filter(({ kind }) => kind === "kill")),
    pause(untilMs),
  ]);
  return figures;
}
