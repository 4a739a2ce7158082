/** The sandbox Slack of a run: several workspaces, limits on, failing as the seed says; and what came of every delivery. */
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { type Clock, createSystemClock } from "../../src/sandbox/clock.ts";
import { createSandbox, type Sandbox } from "../../src/sandbox/sandbox.ts";
import { oauthClient, oauthManifest } from "../fixtures/installations.ts";
import { type Chance, createChance } from "./chance.ts";
import type { Scale } from "./options.ts";

export const signingSecret = "faults-signing-secret-5d1f";
export type FaultySlack = {
  sandbox: Sandbox;
  /** The bot tokens that were given out. */
  tokens(): readonly string[];
  setFaulty(on: boolean): void;
  /** Whether the bot took in a message of this channel and ts, in any of its deliveries. */
  wasTakenIn(channel: string, ts: string): boolean;
  /** Calls and deliveries so far, by what came of them: "chat.update 429", "event: message 0". */
  traffic(): ReadonlyMap<string, number>;
  /** Posts that were let in after their answer had been lost. */
  lateArrivals(): number;
  /** When the newest post was lost or late, in milliseconds since 1970; 0 for never. */
  lastDoubt(): number;
  close(): Promise<void>;
};

const messageEvent = z.object({ event: z.object({ type: z.string(), channel: z.string(), ts: z.string() }) });

/** Starts it. `seed` decides what fails and the ids that are given out. */
export async function startFaultySlack({ seed, scale }: { seed: number; scale: Scale }): Promise<FaultySlack> {
  const sandbox = createSandbox({
    manifest: await oauthManifest(),
    signingSecret,
    botToken: "xoxb-nobody-has-this-one",
    oauth: oauthClient,
    seed,
    deliverTo: "http://127.0.0.1:9/",
    rates: { mode: seed % 2 === 0 ? "window" : "bucket" },
    workspaces: Array.from({ length: scale.workspaces }, (_, index) => ({
      name: `Team ${index + 1}`,
      installed: false,
    })),
    clock: scale.hurried ? hurriedClock() : createSystemClock(),
  });
  await sandbox.start();
  const taken = new Set<string>();
  const traffic = new Map<string, number>();
  const chance = createChance(seed, "late");
  let faulty = false;
  let late = 0;
  let lastDoubt = 0;
  let seen = 0;
  let open = true;

  /** Reads the sandbox's traffic, which it forgets after a thousand entries. */
  function collect(): void {
    for (const entry of sandbox.traffic()) {
      if (entry.id <= seen) continue;
      seen = entry.id;
      const key = `${entry.name} ${entry.status}`;
      traffic.set(key, (traffic.get(key) ?? 0) + 1);
      if (entry.direction === "to-bot" && entry.status === 200) {
        const message = messageEvent.safeParse(entry.request).data?.event;
        if (message !== undefined) taken.add(`${message.channel}/${message.ts}`);
      }
      if (entry.name !== "chat.postMessage" || (entry.status !== 0 && entry.status !== 500)) continue;
      lastDoubt = Date.now();
      if (entry.response === "connection dropped" && faulty && chance.happens(0.8)) {
        void arriveLate(entry.team, entry.request, chance);
      }
    }
  }

  /** The post whose connection was dropped gets through after all, when the bot has given it up. */
  async function arriveLate(team: string | null, request: unknown, { whole }: Chance): Promise<void> {
    await pause(whole(200, scale.hurried ? 6_000 : 25_000), undefined, { ref: false });
    const driver = sandbox.drivers.find(({ workspace }) => workspace.id === team);
    if (!open || driver === undefined) return;
    const response = await fetch(`${sandbox.apiUrl}chat.postMessage`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${driver.workspace.tokens.current()}`,
        "content-type": "application/json; charset=utf-8",
      },
      body: JSON.stringify(request),
    }).catch(() => null);
    const answer = z.object({ ok: z.literal(true) }).safeParse(await response?.json().catch(() => null));
    if (!answer.success) return;
    late += 1;
    lastDoubt = Date.now();
  }

  const timer = setInterval(collect, 100);
  /** Lost posts are the ones that can double: more of them than chance brings. */
  const losing = setInterval(() => {
    if (faulty) sandbox.faults.script("chat.postMessage", [{ kind: chance.pick(["drop-before", "drop-after"]) }]);
  }, 5_000);
  return {
    sandbox,
    tokens: () => sandbox.drivers.map(({ workspace }) => workspace.tokens.current()),
    setFaulty(on) {
      faulty = on;
      sandbox.faults.random(
        on
          ? {
              seed,
              rateLimited: 0.03,
              httpError: 0.03,
              slow: 0.03,
              dropAfter: 0.03,
              dropBefore: 0.03,
              slowest: 3_000,
              longestWait: 3,
            }
          : null,
      );
      sandbox.faults.deliveries(on ? { seed, repeat: 0.4, hold: 0.3, longestHold: 1_500 } : null);
    },
    wasTakenIn: (channel, ts) => taken.has(`${channel}/${ts}`),
    traffic: () => traffic,
    lateArrivals: () => late,
    lastDoubt: () => lastDoubt,
    async close() {
      open = false;
      clearInterval(timer);
      clearInterval(losing);
      collect();
      await sandbox.close();
    },
  };
}

/** Slack's redeliveries after one minute and five, after eight seconds and thirty: a short run cannot wait for them. */
function hurriedClock(): Clock {
  const clock = createSystemClock();
  const sooner = new Map([
    [60_000, 8_000],
    [300_000, 30_000],
  ]);
  return { ...clock, after: (milliseconds, run) => clock.after(sooner.get(milliseconds) ?? milliseconds, run) };
}
