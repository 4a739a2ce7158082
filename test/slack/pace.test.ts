import { describe, expect, test } from "vitest";
import { createManualClock } from "../../src/sandbox/clock.ts";
import { createPace, type Pace, type PaceRequest } from "../../src/slack/pace.ts";

type Grant = { at: number; courseId: string; priority: string };
const never = new AbortController().signal;

/** Edits that keep coming: each is asked for as soon as the one before was granted, as the publisher does. */
function setUp() {
  const clock = createManualClock(1_000_000);
  const pace = createPace({ clock });
  const grants: Grant[] = [];
  const start = clock.now();
  const request = (change: Partial<PaceRequest> = {}): PaceRequest => ({
    workspaceId: "T1",
    method: "chat.update",
    channelId: "C1",
    courseId: "c1",
    priority: "partial",
    signal: never,
    ...change,
  });
  async function ask(change: Partial<PaceRequest> = {}, answered = true) {
    const asked = request(change);
    const permit = await pace.acquire(asked);
    if (permit !== null) grants.push({ at: clock.now() - start, courseId: asked.courseId, priority: asked.priority });
    if (answered) permit?.done();
    return permit;
  }
  async function keepAsking(change: Partial<PaceRequest>, untilMs: number) {
    while (clock.now() - start < untilMs) if ((await ask(change)) === null) return;
  }
  /** Lets time pass in small steps, and what waits go on in between. */
  async function pass(milliseconds: number, step = 50) {
    for (let passed = 0; passed < milliseconds; passed += step) {
      clock.advance(step);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  return { clock, pace, grants, ask, keepAsking, pass, request };
}

/** The most calls that any window of this length holds. */
function most(grants: readonly Grant[], windowMs: number): number {
  return Math.max(
    ...grants.map(({ at }) => grants.filter((other) => other.at >= at && other.at < at + windowMs).length),
  );
}

const enter = (pace: Pace, count: number) =>
  Array.from({ length: count }, (_, index) => pace.enter({ workspaceId: "T1", courseId: `c${index + 1}` }));

describe("edits", () => {
  test("a course alone edits nearly twice a second while the budget lasts, never more than 48 times in a minute, and never stands still", async () => {
    const { pace, grants, keepAsking, pass } = setUp();
    enter(pace, 1);
    void keepAsking({}, 300_000);
    await pass(300_000, 10);
    const gaps = grants.slice(1).map(({ at }, index) => at - (grants[index]?.at ?? 0));
    // The first few may come closer.
    expect(Math.min(...gaps.slice(4))).toBeGreaterThanOrEqual(540);
    expect(grants.filter(({ at }) => at < 14_000).length).toBeGreaterThanOrEqual(24);
    expect(most(grants, 60_000)).toBeLessThanOrEqual(48);
    expect(Math.max(...gaps)).toBeLessThan(5_000);
    // 48 in 61 seconds, all of it used but its last edit and three for courses that may begin.
    expect(grants.length).toBeGreaterThan(190);
  });

  test("thirty courses share a minute's budget, none is forgotten, and each has its last edit at once", async () => {
    const { pace, grants, ask, keepAsking, pass } = setUp();
    enter(pace, 30);
    for (let index = 1; index <= 30; index += 1) void keepAsking({ courseId: `c${index}` }, 55_000);
    await pass(10_000);
    const partials = grants.filter(({ priority }) => priority === "partial");
    expect(partials.length).toBeGreaterThan(6);
    expect(new Set(partials.map(({ courseId }) => courseId)).size).toBe(partials.length);
    for (let index = 1; index <= 30; index += 1) void ask({ courseId: `c${index}`, priority: "final" });
    await pass(50);
    expect(grants.filter(({ priority }) => priority === "final")).toHaveLength(30);
    await pass(60_000);
    expect(most(grants, 60_000)).toBeLessThanOrEqual(48);
  });

  test("final states go before finished sections, and those before partial ones", async () => {
    const { grants, ask, pass } = setUp();
    for (let index = 0; index < 48; index += 1) await ask({ priority: "final", courseId: `x${index}` });
    grants.length = 0;
    for (const priority of ["partial", "section", "final"] as const) void ask({ priority, courseId: priority });
    await pass(50);
    expect(grants).toEqual([]);
    await pass(62_000);
    expect(grants.map(({ priority }) => priority)).toEqual(["final", "section", "partial"]);
  });

  test("among equals goes whoever was served longest ago", async () => {
    const { pace, grants, ask, pass } = setUp();
    enter(pace, 2);
    for (const courseId of ["c1", "c2", "c1", "c1", "c2"]) {
      void ask({ courseId });
      await pass(4_000);
    }
    expect(grants).toHaveLength(5);
    grants.length = 0;
    pace.throttled({ workspaceId: "T1", method: "chat.update", channelId: "C1" }, 2_000);
    void ask({ courseId: "c2" });
    void ask({ courseId: "c1" });
    await pass(10_000);
    expect(grants.map(({ courseId }) => courseId)).toEqual(["c1", "c2"]);
  });

  test("a course that begins when others have spent the minute's budget still gets its last edit at once", async () => {
    const { pace, grants, ask, keepAsking, pass } = setUp();
    enter(pace, 1);
    void keepAsking({ courseId: "c1" }, 30_000);
    void keepAsking({ courseId: "c1", priority: "section" }, 30_000);
    await pass(30_000);
    grants.length = 0;
    for (const courseId of ["n1", "n2", "n3"]) void ask({ courseId, priority: "final" });
    await pass(50);
    expect(grants.filter(({ priority }) => priority === "final")).toHaveLength(3);
  });

  test("courses that begin 15 s apart find enough to grow: whoever comes first leaves some of the minute to the next", async () => {
    const { pace, grants, keepAsking, pass } = setUp();
    for (let index = 0; index < 6; index += 1) {
      const courseId = `c${index}`;
      const leave = pace.enter({ workspaceId: "T1", courseId });
      void keepAsking({ courseId }, index * 15_000 + 14_000);
      await pass(14_000, 10);
      leave();
      await pass(1_000, 10);
    }
    const counts = [0, 1, 2, 3, 4, 5].map(
      (index) => grants.filter(({ courseId, at }) => courseId === `c${index}` && at < index * 15_000 + 14_000).length,
    );
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(5);
    expect(most(grants, 60_000)).toBeLessThanOrEqual(48);
  });

  test("a course that has left needs no reserve any more", async () => {
    const { pace, grants, keepAsking, ask, pass } = setUp();
    const leave = enter(pace, 30);
    for (let index = 0; index < 18; index += 1) await ask({ priority: "final", courseId: `x${index}` });
    void keepAsking({ courseId: "c1", priority: "section" }, 20_000);
    await pass(5_000);
    expect(grants).toHaveLength(18);
    for (const each of leave.slice(1)) each();
    await pass(50);
    expect(grants.length).toBeGreaterThan(18);
  });

  test("a call counts from when it was answered: it may have arrived at any moment before", async () => {
    const { grants, ask, pass } = setUp();
    const permits = [];
    for (let index = 0; index < 48; index += 1)
      permits.push(await ask({ priority: "final", courseId: `x${index}` }, false));
    await pass(5_000);
    for (const permit of permits) permit?.done();
    void ask({ priority: "final" });
    await pass(59_000);
    expect(grants).toHaveLength(48);
    await pass(2_000);
    expect(grants).toHaveLength(49);
  });

  test("what was superseded leaves the queue, and what was not used is given back", async () => {
    const { grants, ask, pace } = setUp();
    enter(pace, 1);
    const permits = [];
    for (let index = 0; index < 44; index += 1)
      permits.push(await ask({ priority: "section", courseId: `x${index}` }, false));
    const superseded = new AbortController();
    const waiting = ask({ priority: "section", signal: superseded.signal });
    superseded.abort();
    expect(await waiting).toBeNull();
    expect(await ask({ signal: superseded.signal })).toBeNull();
    const next = ask({ priority: "section" });
    permits[0]?.release();
    permits[0]?.release();
    await next;
    expect(grants).toHaveLength(45);
  });
});

describe("a 429", () => {
  test("pauses its own lane for as long as Slack says, and no other", async () => {
    const { pace, grants, ask, pass, clock } = setUp();
    pace.throttled({ workspaceId: "T1", method: "chat.update", channelId: "C1" }, 7_000);
    const before = clock.now();
    void ask({ priority: "final" });
    await ask({ priority: "final", workspaceId: "T2", courseId: "neighbour" });
    await ask({ priority: "final", method: "chat.postMessage", courseId: "post" });
    expect(clock.now()).toBe(before);
    await pass(6_900);
    expect(grants.map(({ courseId }) => courseId)).toEqual(["neighbour", "post"]);
    await pass(200);
    expect(grants.map(({ courseId }) => courseId)).toEqual(["neighbour", "post", "c1"]);
  });

  test("makes careful for a while", async () => {
    const { pace, grants, pass, ask } = setUp();
    const key = { workspaceId: "T1", method: "chat.postMessage", channelId: "C1" } as const;
    pace.throttled(key, 1_000);
    for (let index = 0; index < 6; index += 1) void ask({ method: "chat.postMessage", priority: "final" });
    await pass(8_000);
    expect(most(grants, 1_000)).toBe(1);
    grants.length = 0;
    await pass(6 * 60_000, 1_000);
    for (let index = 0; index < 3; index += 1) void ask({ method: "chat.postMessage", priority: "final" });
    await pass(50);
    expect(grants).toHaveLength(3);
  });
});

test("posts go out once a second in a channel, in short bursts, and channels do not wait for each other", async () => {
  const { grants, ask, pass } = setUp();
  for (let index = 0; index < 60; index += 1) {
    void ask({
      method: "chat.postMessage",
      priority: "final",
      channelId: index < 30 ? "C1" : "C2",
      courseId: `c${index}`,
    });
  }
  await pass(50);
  expect(grants).toHaveLength(6);
  await pass(32_000);
  expect(grants).toHaveLength(60);
  const first = grants.filter(({ courseId }) => Number(courseId.slice(1)) < 30);
  expect(most(first, 1_000)).toBeLessThanOrEqual(3);
  expect(most(first, 10_000)).toBeLessThanOrEqual(12);
});
