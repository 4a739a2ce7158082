import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSystemClock } from "../../../src/slack/clock.ts";
import type { SharedBudget } from "../../../src/slack/pace/shared-budget.ts";
import { createSharedPace } from "../../../src/slack/pace/shared-pace.ts";
import { createPostgresBudget } from "../../../src/slack/pace/shared-postgres.ts";
import { createRedisBudget } from "../../../src/slack/pace/shared-redis.ts";
import { createPace, type Pace } from "../../../src/slack/pace.ts";
import { databaseKinds, openTestDatabase } from "../../fixtures/databases.ts";
import { createTestLog } from "../../fixtures/logs.ts";
import { hasRedis, startRedis } from "../../fixtures/redis.ts";
import { soon } from "../../fixtures/soon.ts";

const places = [...databaseKinds, ...(hasRedis() ? (["redis"] as const) : [])];
let count = 0;
const fresh = () => `T${++count}/chat.update`;
const minute = 60_000;

describe.each(places)("a budget shared on %s", (kind) => {
  /** Two processes on one place. */
  let budgets: [SharedBudget, SharedBudget];
  let close: () => Promise<void>;
  beforeAll(async () => {
    if (kind !== "redis") {
      const { database, close: end } = await openTestDatabase(kind);
      budgets = [createPostgresBudget({ database }), createPostgresBudget({ database })];
      close = end;
      return;
    }
    const server = await startRedis();
    const clients = [new Redis(server.url), new Redis(server.url)] as const;
    budgets = [createRedisBudget({ redis: clients[0] }), createRedisBudget({ redis: clients[1] })];
    close = async () => {
      for (const client of clients) client.disconnect();
      await server.remove();
    };
  });
  afterAll(() => close());

  const take = (budget: string, id: string, process = 0, windowMs = minute) =>
    budgets[process % 2 === 0 ? 0 : 1].take({ budget, id, calls: 5, windowMs });

  it("gives so many places and no more, whoever asks and however many at once", async () => {
    const budget = fresh();
    const rooms = await Promise.all(Array.from({ length: 20 }, (_, index) => take(budget, `call-${index}`, index)));
    expect(rooms.filter(({ waitMs }) => waitMs === 0)).toHaveLength(5);
    for (const { waitMs } of rooms) expect(waitMs).toBeLessThanOrEqual(1_000);
    expect((await take(fresh(), "another budget")).waitMs).toBe(0);
  });

  it("has room again for what was given back, and none for what was answered until its window is over", async () => {
    const budget = fresh();
    for (const id of ["a", "b", "c", "d", "e"]) await take(budget, id);
    await budgets[1].giveBack({ budget, id: "b" });
    expect((await take(budget, "f", 1)).waitMs).toBe(0);
    await budgets[1].answered({ budget, id: "a", windowMs: minute });
    expect((await take(budget, "g")).waitMs).toBeGreaterThan(0);
    await budgets[0].answered({ budget, id: "a", windowMs: 1 });
    await expect.poll(async () => (await take(budget, "g")).waitMs, soon).toBe(0);
  });

  it("is closed to all while Slack has it paused", async () => {
    const budget = fresh();
    await budgets[0].pause(budget, minute);
    expect((await take(budget, "a", 1)).waitMs).toBeGreaterThan(0);
    const short = fresh();
    await budgets[0].pause(short, 1);
    await expect.poll(async () => (await take(short, "a", 1)).waitMs, soon).toBe(0);
  });
});

describe("the pace of two processes", () => {
  const asked = (courseId: string) =>
    ({
      workspaceId: "T1",
      channelId: "C1",
      courseId,
      method: "chat.update",
      priority: "final",
      signal: new AbortController().signal,
    }) as const;

  function begin(shared: SharedBudget): { pace: Pace; lines: unknown[] } {
    const { log, lines } = createTestLog();
    const clock = createSystemClock();
    return { pace: createSharedPace({ own: createPace({ clock }), shared, clock, log }), lines };
  }

  it("waits for a place, gives it back unused, and tells when a call was answered", async () => {
    const told: string[] = [];
    const waits = [3, 2, 0];
    const { pace } = begin({
      take: async ({ budget }) => {
        told.push(`take ${budget}`);
        return { waitMs: waits.shift() ?? 0 };
      },
      answered: async () => void told.push("answered"),
      giveBack: async () => void told.push("given back"),
      pause: async (budget, milliseconds) => void told.push(`pause ${budget} ${milliseconds}`),
    });
    const permit = await pace.acquire(asked("one"));
    permit?.done();
    permit?.release();
    (await pace.acquire(asked("two")))?.release();
    pace.throttled(asked("two"), 5_000);
    const taken = "take T1/chat.update";
    expect(told).toEqual([taken, taken, taken, "answered", taken, "given back", "pause T1/chat.update 5000"]);
  });

  it("goes on by itself when nobody can be asked", async () => {
    const away = () => Promise.reject(new Error("away"));
    const { pace } = begin({ take: away, answered: away, giveBack: away, pause: away });
    expect(await pace.acquire(asked("one"))).not.toBeNull();
  });

  it("stops waiting when nobody wants it any more", async () => {
    const { pace } = begin({
      take: async () => ({ waitMs: 900 }),
      answered: async () => {},
      giveBack: async () => {},
      pause: async () => {},
    });
    const leaving = new AbortController();
    const waiting = pace.acquire({ ...asked("one"), signal: leaving.signal });
    leaving.abort();
    expect(await waiting).toBeNull();
  });
});
