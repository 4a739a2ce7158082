import { describe, expect, it } from "vitest";
import type { FullStore } from "../../src/storage/create-store.ts";
import type { Database } from "../../src/storage/database.ts";
import { acceptCourse, course, hold, newCourse, newWrite } from "../fixtures/courses.ts";
import { databaseKinds } from "../fixtures/databases.ts";
import { expireLease } from "../fixtures/expire-lease.ts";
import { useDatabase } from "../fixtures/suites.ts";

describe.each(databaseKinds)("courses on %s", (kind) => {
  let database: Database;
  let store: FullStore;
  useDatabase(kind, (opened) => {
    ({ database, store } = opened);
  });

  it("stores a course and its request once, however often and at once its key comes", async () => {
    const accepted = await Promise.all(
      Array.from({ length: 8 }, () => store.courses.accept(newCourse("T-once"), newWrite("T-once", "trigger-1"))),
    );
    expect(accepted.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(accepted.map(({ requestId }) => requestId)).size).toBe(1);
    expect(new Set(accepted.map(({ lane }) => lane.id)).size).toBe(1);
    expect(await store.courses.list("T-once", { limit: 10 })).toHaveLength(1);
    const again = await store.courses.accept(newCourse("T-once"), newWrite("T-once", "trigger-1"));
    expect(again).toEqual({ ...accepted[0], isNew: false });
  });

  it("gives back what was accepted", async () => {
    const origin = { kind: "command", responseUrl: "https://hooks.example/1" } as const;
    const { lane } = await acceptCourse(store, "T-find", "k", { origin, threadTs: "1.5", writer: "model" });
    const found = await store.courses.find("T-find", lane.id);
    expect(found).toMatchObject({
      ...newCourse("T-find", { origin, threadTs: "1.5", writer: "model" }),
      id: lane.id,
      state: "queued",
      version: 0,
      failure: null,
      startedAt: null,
    });
    expect(await store.courses.findByThread("T-find", "C1", "1.5")).toEqual(found);
    expect(await store.courses.findByThread("T-find", "C2", "1.5")).toBeNull();
    expect(await store.courses.find("T-find", "course_none")).toBeNull();
  });

  it("keeps one course a thread, and lets a deleted one make room", async () => {
    const first = await acceptCourse(store, "T-thread", "k1", { threadTs: "7.1" });
    await expect(acceptCourse(store, "T-thread", "k2", { threadTs: "7.1" })).rejects.toMatchObject({
      code: "stale_version",
    });
    // Nothing is left of what was refused: the same key can be used for the reply that it then becomes.
    const reply = await store.requests.accept({ ...newWrite("T-thread", "k2"), kind: "revise", lane: first.lane });
    expect(reply.isNew).toBe(true);
    await store.courses.setState(await hold(store, first.lane), "deleted", null);
    expect(await store.courses.findByThread("T-thread", "C1", "7.1")).toBeNull();
    const second = await acceptCourse(store, "T-thread", "k3", { threadTs: "7.1" });
    expect((await store.courses.findByThread("T-thread", "C1", "7.1"))?.id).toBe(second.lane.id);
  });

  it("lists newest first, by requester, by words in title and prompt, page by page without a gap", async () => {
    const ids: string[] = [];
    for (let index = 0; index < 7; index += 1) {
      const requesterId = index % 2 === 0 ? "U-even" : "U-odd";
      ids.unshift((await acceptCourse(store, "T-list", `k${index}`, { requesterId })).lane.id);
    }
    const lane = { workspaceId: "T-list", kind: "course", id: ids[0] ?? "" } as const;
    const lease = await hold(store, lane);
    await store.courses.saveSection(lease, {
      requestId: "r",
      stage: "overview",
      section: { ...course.overview, title: "100% Über-Kurs" },
      usage: null,
    });
    const pages: string[] = [];
    let before: Date | undefined;
    for (;;) {
      const page = await store.courses.list("T-list", { limit: 2, ...(before && { before }) });
      if (page.length === 0) break;
      pages.push(...page.map(({ id }) => id));
      before = page.at(-1)?.createdAt;
    }
    expect(pages).toEqual(ids);
    const odd = await store.courses.list("T-list", { requesterId: "U-odd", limit: 10 });
    expect(odd.map(({ id }) => id)).toEqual([ids[1], ids[3], ids[5]]);
    const byTitle = await store.courses.list("T-list", { search: "100% über", limit: 10 });
    expect(byTitle.map(({ id, title }) => [id, title])).toEqual([[ids[0], "100% Über-Kurs"]]);
    expect(await store.courses.list("T-list", { search: "SECURITY", limit: 10 })).toHaveLength(7);
    expect(await store.courses.list("T-list", { search: "%", limit: 10 })).toHaveLength(1);
  });

  it("sets state, failure and thread, and the start once", async () => {
    const { lane } = await acceptCourse(store, "T-state", "k");
    const lease = await hold(store, lane);
    await store.courses.setThread(lease, "9.9");
    await store.courses.setState(lease, "writing", null);
    const started = (await store.courses.find("T-state", lane.id))?.startedAt;
    expect(started).toBeInstanceOf(Date);
    const failure = { stage: "modules", code: "model_busy", facts: { seconds: 3 } } as const;
    await store.courses.setState(lease, "failed", failure);
    expect(await store.courses.find("T-state", lane.id)).toMatchObject({ state: "failed", failure, threadTs: "9.9" });
    await store.courses.setState(lease, "writing", null);
    expect(await store.courses.find("T-state", lane.id)).toMatchObject({ failure: null, startedAt: started });
  });

  it("moves to another channel until something was posted, and forgets what was only intended", async () => {
    const { lane } = await acceptCourse(store, "T-move", "k");
    const lease = await hold(store, lane);
    await store.messages.intend(lease, { slot: "root", channelId: "C1" });
    expect(await store.courses.move("T-move", lane.id, "D1")).toBe(true);
    expect(await store.courses.find("T-move", lane.id)).toMatchObject({ channelId: "D1" });
    expect(await store.messages.intend(lease, { slot: "root", channelId: "D1" })).toMatchObject({ channelId: "D1" });
    await store.messages.posted(lease, "root", "1.1");
    expect(await store.courses.move("T-move", lane.id, "C2")).toBe(false);
    expect(await store.courses.find("T-move", lane.id)).toMatchObject({ channelId: "D1" });
  });

  it("keeps finished sections of the draft and numbers versions without a gap", async () => {
    const { lane } = await acceptCourse(store, "T-version", "k");
    const lease = await hold(store, lane);
    expect(await store.courses.draft("T-version", lane.id)).toEqual({});
    await store.courses.saveSection(lease, {
      requestId: "r1",
      stage: "overview",
      section: course.overview,
      usage: { tokens: 5 },
    });
    await store.courses.saveSection(lease, { requestId: "r1", stage: "modules", section: course.modules, usage: null });
    const draft = { overview: course.overview, modules: course.modules };
    expect(await store.courses.draft("T-version", lane.id)).toEqual(draft);

    const save = (base: number, requestId: string) =>
      store.courses.saveVersion(lease, { base, course, cause: "write", authorId: "U1", requestId });
    expect(await save(0, "r1")).toBe(1);
    // A worker that died after the save asks for the same once more.
    expect(await save(0, "r1")).toBe(1);
    await expect(save(0, "r2")).rejects.toMatchObject({ code: "stale_version" });
    await expect(save(5, "r2")).rejects.toMatchObject({ code: "stale_version" });
    expect(await save(1, "r2")).toBe(2);
    expect((await store.courses.versions("T-version", lane.id)).map(({ number }) => number)).toEqual([1, 2]);
    expect(await store.courses.version("T-version", lane.id, 2)).toMatchObject({ course, requestId: "r2" });
    expect(await store.courses.version("T-version", lane.id, 3)).toBeNull();
    expect(await store.courses.find("T-version", lane.id)).toMatchObject({ version: 2 });
    await expect(database.execute("update coursewright.versions set cause = 'other'")).rejects.toThrow("never changes");
  });

  it("refuses every save of a worker whose lease was taken over", async () => {
    const { lane, requestId } = await acceptCourse(store, "T-fence", "k");
    const stale = await hold(store, lane, "worker-a");
    await store.messages.intend(stale, { slot: "root", channelId: "C1" });
    await expireLease(database, lane);
    const fresh = await hold(store, lane, "worker-b");
    const lost = { code: "lease_lost" };
    const save = { base: 0, course, cause: "write", authorId: "U1", requestId };
    await expect(store.courses.setThread(stale, "1.1")).rejects.toMatchObject(lost);
    await expect(store.courses.setState(stale, "writing", null)).rejects.toMatchObject(lost);
    await expect(
      store.courses.saveSection(stale, { requestId, stage: "overview", section: course.overview, usage: null }),
    ).rejects.toMatchObject(lost);
    await expect(store.courses.saveVersion(stale, save)).rejects.toMatchObject(lost);
    await expect(store.courses.clearCancel(stale)).rejects.toMatchObject(lost);
    await expect(store.requests.next(stale)).rejects.toMatchObject(lost);
    await expect(store.requests.keepRetrieval(stale, requestId, {})).rejects.toMatchObject(lost);
    await expect(store.requests.finish(stale, requestId, {})).rejects.toMatchObject(lost);
    await expect(store.messages.intend(stale, { slot: "root", channelId: "C1" })).rejects.toMatchObject(lost);
    await expect(store.messages.posted(stale, "root", "1.1")).rejects.toMatchObject(lost);
    await expect(store.messages.wanted(stale, "root", "h")).rejects.toMatchObject(lost);
    await expect(store.messages.shown(stale, "root", "h")).rejects.toMatchObject(lost);
    expect(await store.courses.find("T-fence", lane.id)).toMatchObject({ state: "queued", threadTs: null, version: 0 });
    expect(await store.courses.draft("T-fence", lane.id)).toEqual({});
    expect(await store.requests.find("T-fence", requestId)).toMatchObject({ state: "pending", attempts: 0 });
    expect(await store.courses.saveVersion(fresh, save)).toBe(1);
  });

  it("marks a course for cancelling, and takes the mark away", async () => {
    const { lane } = await acceptCourse(store, "T-cancel", "k");
    expect(await store.courses.cancelRequestedAmong("T-cancel", [lane.id, "course_none"])).toEqual([]);
    await store.courses.requestCancel("T-cancel", lane.id);
    await store.courses.requestCancel("T-elsewhere", lane.id);
    expect(await store.courses.cancelRequestedAmong("T-cancel", [lane.id])).toEqual([lane.id]);
    await store.courses.clearCancel(await hold(store, lane));
    expect(await store.courses.cancelRequestedAmong("T-cancel", [lane.id, "course_none"])).toEqual([]);
  });

  it("stores texts that PostgreSQL cannot hold as near as it can", async () => {
    const prompt = "a\0b \ud83d half \ud83d\ude00 whole \\u0000 written";
    const { lane } = await acceptCourse(store, "T-nul", "k\0", {
      requesterId: "U\0",
      brief: { ...newCourse("T-nul").brief, prompt },
    });
    const found = await store.courses.find("T-nul", lane.id);
    expect(found?.brief.prompt).toBe("ab \ufffd half \ud83d\ude00 whole \\u0000 written");
    expect(found?.requesterId).toBe("U");
  });
});
