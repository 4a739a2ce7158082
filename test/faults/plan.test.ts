/** Plans and faults repeat for the same seed, and hold what the scale asks for. */
import { expect, test } from "vitest";
import { faultOf } from "./model.ts";
import { readOptions } from "./options.ts";
import { makePlan } from "./plan.ts";

const { scale } = readOptions(["--full"]);
const plan = (seed: number) =>
  makePlan({ seed, scale, processes: ["web-1", "worker-2"], outages: ["redis", "postgres", "slack"] });

test("the same seed makes the same plan, another one another", () => {
  expect(plan(7)).toEqual(plan(7));
  expect(plan(8)).not.toEqual(plan(7));
});

test("the long run is as long as it has to be", () => {
  const { asks, blows, deploy } = plan(1);
  expect(asks.length).toBeGreaterThanOrEqual(200);
  expect(new Set(asks.map(({ workspace }) => workspace)).size).toBeGreaterThanOrEqual(8);
  expect(new Set(asks.map(({ mark }) => mark)).size).toBe(asks.length);
  expect(blows.filter(({ kind }) => kind === "kill").length).toBeGreaterThanOrEqual(60);
  expect(deploy).toHaveLength(20);
  expect(scale.deadlineMs).toBeLessThanOrEqual(20 * 60_000);
});

test("everything happens within the storm", () => {
  const { asks, uploads, blows } = plan(3);
  for (const { at } of [...asks, ...uploads, ...blows]) expect(at).toBeLessThanOrEqual(scale.stormMs);
});

test("which call to the model fails does not depend on when it is made", () => {
  const call = (nth: number) => faultOf(5, { mark: "qzxvw0001", writes: ["modules 1 to 2"], nth, longSilences: true });
  const first = Array.from({ length: 300 }, (_, index) => call(index));
  expect(first.toReversed()).toEqual(Array.from({ length: 300 }, (_, index) => call(299 - index)));
  const failed = first.filter((fault) => fault !== null);
  expect(failed.length).toBeGreaterThan(60);
  expect(failed.length).toBeLessThan(150);
  expect(new Set(failed).size).toBeGreaterThan(8);
});

test("an argument that makes no sense is refused", () => {
  expect(() => readOptions(["--setup", "cluster"])).toThrow();
  expect(() => readOptions(["--courses", "many"])).toThrow();
  expect(() => readOptions(["--what"])).toThrow();
});
