import { describe, expect, it } from "vitest";
import { createModelBudget, withBudget } from "../../src/model/budget.ts";
import type { ModelClient } from "../../src/model/model-client.ts";
import { drain, overviewRequest } from "../fixtures/model-client.ts";

function createTime() {
  let time = 0;
  let timers: { at: number; run: () => void }[] = [];
  return {
    now: () => time,
    after(milliseconds: number, run: () => void) {
      const timer = { at: time + milliseconds, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    async pass(milliseconds: number) {
      time += milliseconds;
      const due = timers.filter(({ at }) => at <= time);
      timers = timers.filter(({ at }) => at > time);
      for (const { run } of due) run();
      await Promise.resolve();
    },
  };
}
const never = () => new AbortController().signal;

describe("a budget", () => {
  it("lets so many calls run at once, in the order in which they came", async () => {
    const budget = createModelBudget({ callsAtOnce: 2, tokensPerMinute: null });
    const begun: number[] = [];
    const begin = (index: number) =>
      budget.begin(1, never()).then((spending) => {
        begun.push(index);
        return spending;
      });
    const calls = [0, 1, 2, 3].map(begin);
    (await calls[1])?.end(1);
    await calls[2];
    expect(begun).toEqual([0, 1, 2]);
    (await calls[0])?.end(1);
    await calls[3];
    expect(begun).toEqual([0, 1, 2, 3]);
  });

  it("holds tokens in any minute, counted as they came to and not as they were guessed", async () => {
    const time = createTime();
    const budget = createModelBudget({ callsAtOnce: null, tokensPerMinute: 100, ...time });
    (await budget.begin(80, never())).end(40);
    await time.pass(30_000);
    (await budget.begin(60, never())).end(60);
    let third = false;
    const waiting = budget.begin(30, never()).then(() => {
      third = true;
    });
    await time.pass(29_999);
    expect(third).toBe(false);
    await time.pass(1);
    await waiting;
  });

  it("lets a call go that is larger than the whole budget once nothing else counts", async () => {
    const time = createTime();
    const budget = createModelBudget({ callsAtOnce: null, tokensPerMinute: 100, ...time });
    (await budget.begin(500, never())).end(500);
    const second = budget.begin(500, never());
    await time.pass(60_000);
    await second;
  });

  it("gives up waiting, and gives its place on, when the signal aborts", async () => {
    const budget = createModelBudget({ callsAtOnce: 1, tokensPerMinute: null });
    const first = await budget.begin(1, never());
    const leaving = new AbortController();
    const second = budget.begin(1, leaving.signal);
    const third = budget.begin(1, never());
    leaving.abort(new Error("enough"));
    await expect(second).rejects.toThrow("enough");
    first.end(1);
    await third;
  });
});

it("is given back whichever way a call ends", async () => {
  const budget = createModelBudget({ callsAtOnce: 1, tokensPerMinute: null });
  let count = 0;
  const client: ModelClient = {
    async *streamJson() {
      count += 1;
      yield { type: "text", text: "{" };
      if (count === 1) throw new Error("broken");
      yield { type: "done", usage: { input: 1, cachedInput: 0, output: 1 }, model: "m" };
    },
  };
  const bounded = withBudget(client, budget);
  await expect(drain(bounded.streamJson(overviewRequest()))).rejects.toThrow("broken");
  for await (const _ of bounded.streamJson(overviewRequest())) break;
  expect((await drain(bounded.streamJson(overviewRequest()))).text).toBe("{");
});
