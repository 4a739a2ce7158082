import { describe, expect, test } from "vitest";
import { metadataOf } from "../../src/slack/publish/slack-port.ts";
import { failureOf, ready, slots, useStage, viewOf } from "./publish/plays.ts";
import { largeCourse, wording } from "./render/views.ts";

const { references: _others, ...largeSections } = largeCourse();

const stage = useStage();

describe("a post whose answer is lost", () => {
  test("is found and not posted again", async () => {
    await using play = await stage.play();
    play.sandbox.faults.script("chat.postMessage", [{ kind: "drop-after" }, { kind: "drop-after" }]);
    const { publishing } = await play.begin();
    await publishing.open(() => viewOf(play));
    await publishing.finish(ready(play));
    publishing.stop();
    expect(slots(play)).toEqual(["root", "card:1", "closing"]);
    expect(play.calls("chat.postMessage")).toBe(3);
  });

  test("is posted again when it did not arrive", async () => {
    await using play = await stage.play();
    play.sandbox.faults.script("chat.postMessage", [{ kind: "drop-before" }, { kind: "http-error", status: 503 }]);
    const { publishing } = await play.begin();
    await publishing.open(() => viewOf(play));
    publishing.stop();
    expect(slots(play)).toEqual(["root", "card:1"]);
  });

  test("that turns up late is deleted a minute later, and the one that is known stays", async () => {
    await using play = await stage.play();
    play.sandbox.faults.script("chat.postMessage", [
      { kind: "drop-before" },
      { kind: "none" },
      { kind: "drop-before" },
    ]);
    const first = await play.begin();
    const { threadTs } = await first.publishing.open(() => viewOf(play));
    first.publishing.stop();
    const known = play.shown().map(({ ts }) => ts);
    const twin = { channel: play.channelId, text: "late" };
    await play.client.chat.postMessage({ ...twin, metadata: metadataOf({ course: play.lane.id, slot: "root" }) });
    await play.client.chat.postMessage({
      ...twin,
      thread_ts: threadTs,
      metadata: metadataOf({ course: play.lane.id, slot: "card:1" }),
    });
    await play.client.chat.postMessage({ ...twin, metadata: metadataOf({ course: "another", slot: "root" }) });
    // Whoever has the course by then: the doubt is stored, and a process that had it may have died.
    const next = await play.begin();
    await next.publishing.tidy();
    expect(play.calls("chat.delete")).toBe(0);
    await stage.database.execute(
      "update coursewright.messages set twins_due_at = clock_timestamp() where twins_due_at is not null",
    );
    expect(await stage.store.work.isUnshown(play.lane)).toBe(false);
    await stage.store.requests.finish(next.lease, play.requestId, null);
    expect(await stage.store.work.isUnshown(play.lane)).toBe(true);
    expect(await stage.store.system.lanesToWake(100)).not.toContainEqual(play.lane);
    await next.publishing.tidy();
    expect(play.calls("chat.delete")).toBe(2);
    expect(await stage.store.work.isUnshown(play.lane)).toBe(false);
    next.publishing.stop();
    expect(play.shown().map(({ ts }) => ts)).toEqual(expect.arrayContaining(known));
    expect(slots(play).toSorted()).toEqual(["card:1", "root", "root"]);
    expect(play.shown().filter(({ text }) => text === "late")).toHaveLength(1);
  });
});

describe("a process that dies", () => {
  test("after it intended a message, and before or after that was posted", async () => {
    await using play = await stage.play();
    const dead = await play.begin();
    await stage.store.messages.intend(dead.lease, { slot: "root", channelId: play.channelId });
    const posted = await play.client.chat.postMessage({
      channel: play.channelId,
      text: "root",
      metadata: metadataOf({ course: play.lane.id, slot: "root" }),
    });
    dead.publishing.stop();
    const next = await play.begin();
    expect(await next.publishing.open(() => viewOf(play))).toEqual({ threadTs: posted.ts });
    next.publishing.stop();
    expect(slots(play)).toEqual(["root", "card:1"]);
  });

  test("after it posted the root and before it stored the thread", async () => {
    await using play = await stage.play();
    const dead = await play.begin();
    await stage.store.messages.intend(dead.lease, { slot: "root", channelId: play.channelId });
    const posted = await play.client.chat.postMessage({ channel: play.channelId, text: "root" });
    await stage.store.messages.posted(dead.lease, "root", posted.ts ?? "");
    dead.publishing.stop();
    const next = await play.begin();
    expect(await next.publishing.open(() => viewOf(play))).toEqual({ threadTs: posted.ts });
    next.publishing.stop();
    expect((await play.record()).threadTs).toBe(posted.ts);
  });

  test("between the deletion of an old closing message and the fresh one", async () => {
    await using play = await stage.play();
    const failure = { stage: "modules", code: "model_busy", facts: {} } as const;
    const first = await play.begin();
    await first.publishing.open(() => viewOf(play));
    await first.publishing.finish(ready(play, { state: "failed", failure }));
    first.publishing.stop();
    const closing = play.shown().find(({ slot }) => slot === "closing");
    await play.client.chat.delete({ channel: play.channelId, ts: closing?.ts ?? "" });
    const next = await play.begin();
    await next.publishing.finish(ready(play));
    next.publishing.stop();
    expect(slots(play)).toEqual(["root", "card:1", "closing"]);
  });

  test("a worker that lost its lease shows nothing more", async () => {
    await using play = await stage.play();
    const first = await play.begin();
    await first.publishing.open(() => viewOf(play));
    await play.hold("another");
    expect(await failureOf(first.publishing.finish(ready(play)))).toBe("lease_lost");
    const edits = play.calls("chat.update");
    first.publishing.show(() => viewOf(play, { stage: "modules" }), "final");
    expect(await failureOf(first.publishing.settle())).toBe("stopped");
    expect(play.calls("chat.update")).toBe(edits);
  });
});

describe("a Slack that fails", () => {
  test("gets the last state in the end, after 429, errors and dropped connections", async () => {
    await using play = await stage.play();
    play.sandbox.faults.random({ seed: 7, rateLimited: 0.15, httpError: 0.15, dropAfter: 0.15, dropBefore: 0.1 });
    const { publishing } = await play.begin();
    await publishing.open(() => viewOf(play));
    for (let words = 1; words <= 20; words += 1) {
      const overview = { title: "Security", description: wording("word", words * 8) };
      publishing.show(() => viewOf(play, { growing: { overview } }), words % 7 === 0 ? "section" : "partial");
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await publishing.finish(ready(play, { sections: largeSections }));
    publishing.stop();
    play.sandbox.faults.clear();
    const shown = play.shown();
    expect(new Set(shown.map(({ slot }) => slot)).size).toBe(shown.length);
    expect(shown.at(-1)?.slot).toBe("closing");
    expect(JSON.stringify(shown)).toContain(largeSections.assessments[7]?.title.slice(0, 40));
    expect(shown[1]?.text).not.toContain("Cancel");
  });

  test("429 pauses the edits for as long as it says", async () => {
    await using play = await stage.play();
    const { publishing } = await play.begin();
    await publishing.open(() => viewOf(play));
    play.sandbox.faults.script("chat.update", [{ kind: "rate-limited", retryAfter: 5 }]);
    const before = play.clock.now();
    publishing.show(() => ready(play), "final");
    await publishing.settle();
    publishing.stop();
    expect(play.calls("chat.update")).toBe(2);
    expect(play.clock.now() - before).toBeGreaterThanOrEqual(5_000);
  });

  test("is given up after a while when it cannot be reached, and tried again when asked", async () => {
    await using play = await stage.play();
    const { publishing } = await play.begin();
    await publishing.open(() => viewOf(play));
    play.sandbox.faults.down(true);
    publishing.show(() => ready(play), "final");
    expect(await failureOf(publishing.settle())).toBe("slack_unreachable");
    const card = (await play.messages()).find(({ slot }) => slot === "card:1");
    expect(card?.wantedHash).not.toBe(card?.shownHash);
    play.sandbox.faults.down(false);
    await publishing.settle();
    expect(play.shown()[1]?.text).toContain("Security for everyone");
    publishing.stop();
  });

  test("that refuses is reported as that", async () => {
    await using play = await stage.play();
    const { publishing } = await play.begin();
    await publishing.open(() => viewOf(play));
    for (const [error, code] of [
      ["is_archived", "slack_refused"],
      ["channel_not_found", "not_in_channel"],
      ["token_revoked", "slack_refused"],
    ] as const) {
      play.sandbox.faults.script("chat.update", [{ kind: "refused", error }]);
      publishing.show(() => viewOf(play, { stage: "modules" }), "final");
      expect(await failureOf(publishing.settle())).toBe(code);
    }
    publishing.stop();
  });

  test("that finds a message too long gets smaller ones, and no text is lost", async () => {
    await using play = await stage.play();
    const { publishing } = await play.begin();
    await publishing.open(() => viewOf(play));
    play.sandbox.faults.script("chat.update", [
      { kind: "refused", error: "msg_blocks_too_long" },
      { kind: "refused", error: "invalid_blocks" },
    ]);
    await publishing.finish(ready(play, { sections: largeSections }));
    publishing.stop();
    const text = JSON.stringify(play.shown()).replace(/\s/g, "");
    for (const { topics } of largeSections.modules) {
      for (const topic of topics) expect(text).toContain(topic.replace(/\s/g, ""));
    }
    expect(play.shown().length).toBeGreaterThan(20);
    expect(play.shown().at(-1)?.slot).toBe("closing");
  });

  test("that takes none of our blocks gets text alone", async () => {
    await using play = await stage.play();
    const { publishing } = await play.begin();
    await publishing.open(() => viewOf(play));
    const refused = { kind: "refused", error: "invalid_blocks" } as const;
    play.sandbox.faults.script("chat.update", [refused, refused, refused, refused]);
    await publishing.finish(ready(play));
    publishing.stop();
    const cards = play.shown().filter(({ slot }) => slot.startsWith("card:"));
    const text = cards.map((each) => each.text).join("\n");
    for (const part of ["Security for everyone", "Ten questions.", "Senders"]) expect(text).toContain(part);
    for (const { blocks } of cards) expect(JSON.stringify(blocks)).not.toContain("header");
  });
});

test.each(["bucket", "window"] as const)("eight courses at once keep within Slack's limits (%s)", async (mode) => {
  await using play = await stage.play({ sandbox: { rates: { mode } } });
  const courses = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      play.another(play.driver.addChannel({ name: `team-${index % 3}`, bot: true, members: ["grace"] }).id),
    ),
  );
  await Promise.all(
    courses.map(async ({ courseId, publishing }) => {
      await publishing.open(() => viewOf(play, { courseId }));
      for (let words = 1; words <= 40; words += 1) {
        const overview = { title: "Security", description: wording("word", words * 8) };
        publishing.show(
          () => viewOf(play, { courseId, growing: { overview } }),
          words % 10 === 0 ? "section" : "partial",
        );
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      await publishing.finish(ready(play, { courseId }));
      publishing.stop();
    }),
  );
  expect(play.sandbox.traffic().filter(({ status }) => status === 429)).toEqual([]);
  expect(play.calls("chat.update")).toBeGreaterThan(30);
  expect(slots(play).filter((slot) => slot === "closing")).toHaveLength(8);
});
