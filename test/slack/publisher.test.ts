import { describe, expect, test, vi } from "vitest";
import { soon } from "../fixtures/soon.ts";
import { failureOf, type Play, ready, slots, useStage, viewOf } from "./publish/plays.ts";
import { largeCourse, references, wording } from "./render/views.ts";

const { references: _others, ...largeSections } = largeCourse();

const stage = useStage();

/** A text that grows by a word at each state. */
const growing = (play: Play, words: number) =>
  viewOf(play, { growing: { overview: { title: "Security", description: wording("word", words * 8) } } });

describe("what a course begins with", () => {
  test("a card that is posted late shows what has been written by then, and is not edited for it", async () => {
    await using play = await stage.play();
    const { publishing } = await play.begin();
    let view = growing(play, 1);
    let reads = 0;
    await publishing.open(() => {
      reads += 1;
      // While the posts wait for their turn the course is finished.
      if (reads === 2) view = ready(play);
      return view;
    });
    await publishing.finish(view);
    publishing.stop();
    expect(play.calls("chat.update")).toBe(0);
    const [, card, closing] = play.shown();
    expect(card?.text).toContain("Security for everyone");
    expect(closing?.slot).toBe("closing");
  });

  test("edits and posts are counted for the course", async () => {
    await using play = await stage.play();
    const { publishing } = await play.begin();
    await publishing.open(() => viewOf(play));
    await publishing.finish(ready(play));
    publishing.stop();
    await vi.waitFor(async () => {
      const counted = await stage.store.usage.courses(play.workspaceId, new Date(), 50);
      expect(counted.find(({ courseId }) => courseId === play.lane.id)).toMatchObject({ slackEdits: 1, slackPosts: 3 });
    }, soon);
  });

  test("a root that mentions who asked, and a card in its thread; the thread is stored", async () => {
    await using play = await stage.play();
    const { publishing } = await play.begin();
    const { threadTs } = await publishing.open(() => viewOf(play, { state: "queued", stage: null }));
    const [root, card, ...others] = play.shown();
    expect(others).toEqual([]);
    expect(root).toMatchObject({ ts: threadTs, slot: "root" });
    expect(root?.text).toContain(`<@${play.requesterId}> asked for a course`);
    expect(card).toMatchObject({ threadTs, slot: "card:1" });
    expect(card?.text).toContain("Waiting for its turn");
    expect((await play.record()).threadTs).toBe(threadTs);
    publishing.stop();
  });

  test("is posted once, however often it is opened", async () => {
    await using play = await stage.play();
    for (let times = 0; times < 3; times += 1) {
      const { publishing } = await play.begin();
      await publishing.open(() => growing(play, 1));
      publishing.stop();
    }
    expect(slots(play)).toEqual(["root", "card:1"]);
    expect(play.calls("chat.postMessage")).toBe(2);
    expect(play.calls("chat.update")).toBe(0);
  });

  test("in a thread that somebody began, root and card are replies in it", async () => {
    await using play = await stage.play();
    const asked = play.driver.post({ user: "grace", channel: "learning", text: "can somebody teach us security?" });
    const lease = await play.hold();
    const inThread = { ...(await play.record()), threadTs: asked.ts };
    const publishing = play.publisher.publisherFor(inThread, lease);
    expect(await publishing.open(() => viewOf(play))).toEqual({ threadTs: asked.ts });
    expect(play.driver.thread(asked).map(({ ts }) => ts)).toEqual([asked.ts, ...play.shown().map(({ ts }) => ts)]);
    publishing.stop();
  });

  test("where the bot may not post, that is said", async () => {
    await using play = await stage.play({ channel: "random" });
    const { publishing } = await play.begin();
    expect(await failureOf(publishing.open(() => viewOf(play)))).toBe("not_in_channel");
    publishing.stop();
  });
});

describe("what grows", () => {
  test("is edited in place, one edit at a time, the newest state each, and not when nothing changed", async () => {
    await using play = await stage.play();
    play.sandbox.faults.random({ seed: 1, slow: 1, slowest: 12, methods: ["chat.update"] });
    const { publishing } = await play.begin();
    await publishing.open(() => viewOf(play));
    let reads = 0;
    for (let words = 1; words <= 60; words += 1) {
      publishing.show(() => {
        reads += 1;
        return growing(play, words);
      }, "partial");
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await publishing.settle();
    const card = play.shown()[1];
    expect(card?.text).toContain(growing(play, 60).growing.overview?.description);
    const edits = play.calls("chat.update");
    expect(edits).toBeGreaterThan(1);
    expect(edits).toBeLessThan(30);
    expect(reads).toBeLessThanOrEqual(edits + 2);
    expect(play.mostInFlight()).toBe(1);
    const lengths = play.driver
      .revisions(card ?? { channel: "", ts: "" })
      .slice(1)
      .map(({ text }) => text.length);
    expect(lengths).toEqual(lengths.toSorted((first, second) => first - second));
    publishing.show(() => growing(play, 60), "section");
    await publishing.settle();
    expect(play.calls("chat.update")).toBe(edits);
    publishing.stop();
  });

  test("ends with the last state, what it needs of further messages, and then the message that notifies", async () => {
    await using play = await stage.play();
    const { publishing } = await play.begin();
    await publishing.open(() => viewOf(play));
    publishing.show(() => growing(play, 3), "partial");
    await publishing.finish(ready(play, { sections: largeSections, references }));
    publishing.stop();
    const shown = play.shown();
    expect(shown.map(({ slot }) => slot)).toEqual([
      "root",
      ...shown.slice(1, -1).map((_, index) => `card:${index + 1}`),
      "closing",
    ]);
    expect(shown.length).toBeGreaterThan(7);
    expect(shown.at(-1)?.text).toContain(`<@${play.requesterId}> Ready:`);
    expect(JSON.stringify(shown)).not.toMatch(/▱|▰/);
    for (const { wantedHash, shownHash } of await play.messages()) {
      expect(shownHash).not.toBeNull();
      expect(wantedHash).toBe(shownHash);
    }
  });

  test("a card that is at rest is not edited again by the next worker", async () => {
    await using play = await stage.play();
    const first = await play.begin();
    await first.publishing.open(() => viewOf(play));
    await first.publishing.finish(ready(play));
    first.publishing.stop();
    const edits = play.calls("chat.update");
    const second = await play.begin();
    await second.publishing.open(() => ready(play));
    await second.publishing.finish(ready(play));
    second.publishing.stop();
    expect(play.calls("chat.update")).toBe(edits);
    expect(slots(play)).toEqual(["root", "card:1", "closing"]);
  });

  test("a card that was left in the middle counts as unsettled, and is edited by the next worker", async () => {
    await using play = await stage.play();
    const first = await play.begin();
    await first.publishing.open(() => growing(play, 1));
    first.publishing.show(() => growing(play, 9), "partial");
    await play.driver.waitFor(() => play.calls("chat.update") === 1);
    await play.driver.waitFor(() => play.shown()[1]?.text.includes("word9"));
    first.publishing.stop();
    const card = (await play.messages()).find(({ slot }) => slot === "card:1");
    expect(card?.wantedHash).not.toBe(card?.shownHash);
    const second = await play.begin();
    second.publishing.show(() => growing(play, 1), "section");
    await second.publishing.settle();
    second.publishing.stop();
    expect(play.shown()[1]?.text).not.toContain("word9");
  });
});

describe("later", () => {
  test("a version that grows goes on below with a link, and one that shrinks leaves a line", async () => {
    await using play = await stage.play();
    const first = await play.begin();
    await first.publishing.open(() => viewOf(play));
    await first.publishing.finish(ready(play));
    first.publishing.stop();
    const second = await play.begin();
    await second.publishing.finish(ready(play, { version: 2, sections: largeSections }));
    const cards = play.shown().filter(({ slot }) => slot.startsWith("card:"));
    expect(slots(play).indexOf("closing")).toBe(2);
    expect(JSON.stringify(cards[0])).toMatch(/<http[^|>]+\|Continued below>/);
    await second.publishing.finish(ready(play, { version: 3 }));
    second.publishing.stop();
    const after = play.shown().filter(({ slot }) => slot.startsWith("card:"));
    expect(after).toHaveLength(cards.length);
    for (const { text } of after.slice(1)) expect(text).toContain("has moved up");
    expect(slots(play).filter((slot) => slot === "closing")).toHaveLength(1);
  });

  test("a failed course that is ready after all says so afresh, in one closing message", async () => {
    await using play = await stage.play();
    const failure = { stage: "modules", code: "model_busy", facts: {} } as const;
    const first = await play.begin();
    await first.publishing.open(() => viewOf(play));
    await first.publishing.finish(ready(play, { state: "failed", failure }));
    first.publishing.stop();
    const failed = play.shown().find(({ slot }) => slot === "closing");
    expect(failed?.text).toContain("Could not finish");
    const second = await play.begin();
    await second.publishing.finish(ready(play));
    second.publishing.stop();
    const closings = play.shown().filter(({ slot }) => slot === "closing");
    expect(closings).toHaveLength(1);
    expect(closings[0]?.text).toContain("Ready:");
    expect(closings[0]?.ts).not.toBe(failed?.ts);
  });

  test("whoever cancels is not told", async () => {
    await using play = await stage.play();
    const { publishing } = await play.begin();
    await publishing.open(() => viewOf(play));
    await publishing.finish(ready(play, { state: "cancelled" }));
    publishing.stop();
    expect(slots(play)).toEqual(["root", "card:1"]);
    expect(play.shown()[1]?.text).toContain("Cancelled");
  });

  test("a card that somebody deleted is posted anew", async () => {
    await using play = await stage.play();
    const { publishing } = await play.begin();
    await publishing.open(() => viewOf(play));
    const card = play.shown()[1];
    await play.client.chat.delete({ channel: play.channelId, ts: card?.ts ?? "" });
    publishing.show(() => growing(play, 5), "section");
    await publishing.settle();
    publishing.stop();
    expect(slots(play)).toEqual(["root", "card:1"]);
    expect(play.shown()[1]?.ts).not.toBe(card?.ts);
    expect(play.shown()[1]?.text).toContain("word1");
  });
});
