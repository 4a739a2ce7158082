/** The model's limits over several processes: each has a budget of its own, and all see each other's calls in the database. */
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createModelBudget } from "../../src/model/budget.ts";
import { createSharedBudget } from "../../src/model/shared-budget.ts";
import type { Database } from "../../src/storage/database.ts";
import { createModelCalls, type ModelCallLimits } from "../../src/storage/model-calls.ts";
import { databaseKinds, openTestDatabase } from "../fixtures/databases.ts";
import { createTestLog } from "../fixtures/logs.ts";
import { soon } from "../fixtures/soon.ts";

const never = () => new AbortController().signal;
const { log, lines } = createTestLog();

describe.each(databaseKinds)("a model's budget of several processes, on %s", (kind) => {
  let database: Database;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ database, close } = await openTestDatabase(kind));
  });
  afterAll(() => close());

  /** So many processes that ask the same model. */
  const processes = (count: number, model: string, limits: ModelCallLimits) =>
    Array.from({ length: count }, () =>
      createSharedBudget({ own: createModelBudget(limits), calls: createModelCalls({ database, model, limits }), log }),
    );
  const setBack = (model: string, column: "begun_at" | "runs_until") =>
    database.execute(`update model_calls set ${column} = ${column} - interval '61 seconds' where model = $1`, [model]);
  const running = (model: string) =>
    database.execute("delete from model_calls where model = $1 and ended_at is null", [model]);

  it("never lets more calls run at once than the limit, whoever makes them", async () => {
    const [one, two, three] = processes(3, "at-once", { callsAtOnce: 2, tokensPerMinute: null });
    const first = await one?.begin(10, never());
    const second = await two?.begin(10, never());
    const begun: string[] = [];
    const waiting = [three, one].map((budget, index) =>
      budget?.begin(10, never()).then((call) => {
        begun.push(`waiting ${index + 1}`);
        return call;
      }),
    );
    // Another model's call goes at once, after the two above were refused.
    const [other] = processes(1, "at-once-elsewhere", { callsAtOnce: 2, tokensPerMinute: null });
    (await other?.begin(10, never()))?.end(10);
    expect(begun).toEqual([]);
    first?.end(10);
    (await Promise.race(waiting))?.end(10);
    second?.end(10);
    for (const call of await Promise.all(waiting)) call?.end(10);
    expect(begun).toHaveLength(2);
  });

  it("counts the tokens of all in any minute, by what the calls came to", async () => {
    const [one, two] = processes(2, "tokens", { callsAtOnce: null, tokensPerMinute: 100 });
    (await one?.begin(50, never()))?.end(90);
    let hasBegun = false;
    const second = two?.begin(20, never()).then((call) => {
      hasBegun = true;
      return call;
    });
    const [third] = processes(1, "tokens", { callsAtOnce: null, tokensPerMinute: 100 });
    // A small one fits beside the ninety: the other has been refused by then at least once.
    (await third?.begin(10, never()))?.end(10);
    expect(hasBegun).toBe(false);
    await setBack("tokens", "begun_at");
    (await second)?.end(20);
    // Larger than the limit, and nothing else was spent.
    await setBack("tokens", "begun_at");
    const [fourth] = processes(1, "tokens", { callsAtOnce: null, tokensPerMinute: 100 });
    (await fourth?.begin(1_000, never()))?.end(1_000);
  });

  it("lets the place of a process that died go", async () => {
    const [dead, living] = processes(2, "dead", { callsAtOnce: 1, tokensPerMinute: null });
    await dead?.begin(1, never());
    await setBack("dead", "runs_until");
    (await living?.begin(1, never()))?.end(1);
  });

  it("leaves nothing behind when a call that waits is no longer wanted", async () => {
    const [one, two] = processes(2, "aborted", { callsAtOnce: 1, tokensPerMinute: null });
    const first = await one?.begin(1, never());
    const stop = new AbortController();
    const waiting = two?.begin(1, stop.signal);
    stop.abort(new Error("cancelled by a person"));
    await expect(waiting).rejects.toThrow("cancelled by a person");
    first?.end(1);
    await vi.waitFor(async () => expect(await running("aborted")).toBe(0), soon);
    (await two?.begin(1, never()))?.end(1);
  });

  it("goes on by each process's own budget where the database is away", async () => {
    const calls = createModelCalls({
      database: {
        transaction: () => Promise.reject(new Error("away")),
        execute: () => Promise.reject(new Error("away")),
      },
      model: "away",
      limits: { callsAtOnce: 1, tokensPerMinute: null },
    });
    const budget = createSharedBudget({
      own: createModelBudget({ callsAtOnce: 1, tokensPerMinute: null }),
      calls,
      log,
    });
    (await budget.begin(1, never())).end(1);
    (await budget.begin(1, never())).end(1);
    expect(lines.some(({ msg }) => msg === "the model's shared budget cannot be asked")).toBe(true);
  });
});
