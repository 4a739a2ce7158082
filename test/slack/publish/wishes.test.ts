/** Which of a course's states is shown, how soon, and who waits for it. */
import { describe, expect, test } from "vitest";
import type { CourseView } from "../../../src/course/view.ts";
import { createWishes } from "../../../src/slack/publish/wishes.ts";

/** Never read here. */
const read = (): CourseView => {
  throw new Error("nobody renders in this test");
};

function wishing() {
  const begun: number[] = [];
  const wishes = createWishes(() => begun.push(wishes.newest()?.number ?? 0));
  return { wishes, begun };
}

describe("a newer state", () => {
  test("takes over the claim of one that was not shown, and not of one that is on its way", () => {
    const { wishes, begun } = wishing();
    wishes.add(read, "final");
    wishes.add(read, "partial");
    expect(wishes.newest()).toMatchObject({ number: 2, priority: "final" });
    wishes.taken(2);
    wishes.add(read, "partial");
    expect(wishes.newest()).toMatchObject({ number: 3, priority: "partial" });
    expect(begun).toEqual([1, 2, 3]);
  });

  test("keeps the claim of an edit that showed only some of it", () => {
    const { wishes } = wishing();
    wishes.add(read, "section");
    wishes.taken(1);
    wishes.add(read, "partial");
    wishes.owe("section");
    expect(wishes.newest()).toMatchObject({ number: 2, priority: "section" });
  });

  test("ends what waits for leave when it is more urgent, and only then", () => {
    const { wishes } = wishing();
    wishes.add(read, "partial");
    const rising = wishes.rising();
    wishes.add(read, "partial");
    expect(rising.aborted).toBe(false);
    wishes.add(read, "section");
    expect(rising.aborted).toBe(true);
    expect(wishes.rising().aborted).toBe(false);
  });
});

describe("whoever waits", () => {
  test("hears when their state or a newer one is shown", async () => {
    const { wishes } = wishing();
    await wishes.settled();
    wishes.add(read, "section");
    const first = wishes.settled();
    wishes.add(read, "section");
    const heard: string[] = [];
    const second = wishes.settled().then(() => heard.push("second"));
    wishes.shown(1);
    await first;
    expect([wishes.isDue(), heard]).toEqual([true, []]);
    wishes.shown(2);
    await second;
    expect(wishes.isDue()).toBe(false);
    await wishes.settled();
  });

  test("makes a partial state worth showing soon", () => {
    const { wishes } = wishing();
    wishes.add(read, "partial");
    const rising = wishes.rising();
    void wishes.settled();
    expect([wishes.newest()?.priority, rising.aborted]).toEqual(["section", true]);
  });

  test("hears what went wrong; asking again tries again", async () => {
    const { wishes, begun } = wishing();
    wishes.add(read, "section");
    const lost = wishes.settled();
    wishes.fail(new Error("Slack is away"));
    await expect(lost).rejects.toThrow("Slack is away");
    expect(wishes.isDue()).toBe(false);
    const again = wishes.settled();
    expect([wishes.isDue(), begun]).toEqual([true, [1, 2]]);
    wishes.shown(2);
    await again;
  });

  test("is let go at the end", async () => {
    const { wishes } = wishing();
    wishes.add(read, "section");
    const lost = wishes.settled();
    wishes.end(new Error("stopped"));
    await expect(lost).rejects.toThrow("stopped");
  });
});
