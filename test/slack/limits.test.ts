import { expect, test } from "vitest";
import type { SectionTask } from "../../src/authoring/writer.ts";
import { codeOf } from "../../src/errors.ts";
import { keepBudget } from "../../src/operations/budgeted-writing.ts";
import { createIntake } from "../../src/slack/intake.ts";
import { createLimits } from "../../src/slack/limits.ts";
import type { FullStore } from "../../src/storage/create-store.ts";
import { acceptCourse, brief } from "../fixtures/courses.ts";
import { createTestLog } from "../fixtures/logs.ts";
import { useDatabase } from "../fixtures/suites.ts";

let store: FullStore;
useDatabase("pglite", (opened) => {
  ({ store } = opened);
});

function intakeOf() {
  const limits = createLimits({ store, clock: Date.now });
  const intake = createIntake({
    store,
    limits,
    queue: { wake: async () => undefined },
    writer: "model",
    log: createTestLog().log,
  });
  let number = 0;
  return (workspaceId: string, asked: { text?: string; userId?: string; key?: string } = {}) => {
    number += 1;
    return intake.startCourse({
      workspaceId,
      key: asked.key ?? `key-${number}`,
      channelId: "C1",
      threadTs: null,
      userId: asked.userId ?? "U1",
      text: asked.text ?? "Security training",
      origin: { kind: "modal" },
    });
  };
}

test("one person's courses within an hour, with the limit and the time named; others and redeliveries are let through", async () => {
  await store.workspaces.saveSettings("T1", { limits: { coursesPerHour: 2 } });
  const ask = intakeOf();
  expect(await ask("T1", { key: "first" })).toMatchObject({ kind: "accepted", isNew: true });
  expect(await ask("T1")).toMatchObject({ kind: "accepted" });
  const third = await ask("T1");
  expect(third).toMatchObject({ kind: "limited", text: expect.stringContaining("2 courses within an hour") });
  expect(third).toMatchObject({ text: expect.stringMatching(/in (59|60) minutes/) });
  expect(await ask("T1", { key: "first" })).toMatchObject({ kind: "accepted", isNew: false });
  expect(await ask("T1", { userId: "U2" })).toMatchObject({ kind: "accepted" });
  expect(await ask("T2")).toMatchObject({ kind: "accepted" });
});

test("a workspace's own limit on prompts and replies", async () => {
  await store.workspaces.saveSettings("T3", { limits: { promptCharacters: 100, replyCharacters: 50 } });
  const ask = intakeOf();
  expect(await ask("T3", { text: "x".repeat(101) })).toMatchObject({
    kind: "limited",
    text: expect.stringContaining("a request can have 100"),
  });
  expect(await ask("T3", { text: "x".repeat(100) })).toMatchObject({ kind: "accepted" });
  const limits = createLimits({ store, clock: Date.now });
  expect(await limits.ofReply({ workspaceId: "T3", characters: 51 })).toContain("can have 50");
  expect(await limits.ofReply({ workspaceId: "T3", characters: 50 })).toBeNull();
});

test("tokens of a month: nothing new begins, and what runs stops before its next call", async () => {
  const { lane, requestId } = await acceptCourse(store, "T4", "first");
  await store.workspaces.saveSettings("T4", { limits: { tokensPerMonth: 5_000 } });
  const spend = (tokens: number) =>
    store.usage.add({ workspaceId: "T4", courseId: lane.id, requestId }, { inputTokens: tokens, outputTokens: 1 });
  const ask = intakeOf();
  await spend(4_000);
  expect(await ask("T4")).toMatchObject({ kind: "accepted" });
  await spend(1_000);
  expect(await ask("T4")).toMatchObject({ kind: "limited", text: expect.stringContaining("5,000 tokens a month") });
  const writer = keepBudget(
    {
      kind: "model",
      writeSection() {
        throw new Error("the model was called");
      },
    },
    async () => ({ used: 5_002, limit: 5_000 }),
  );
  const task: SectionTask = {
    workspaceId: "T4",
    courseId: lane.id,
    stage: "overview",
    brief,
    finished: {},
    passages: [],
    correction: null,
  };
  const drain = async () => {
    for await (const _ of writer.writeSection(task, new AbortController().signal));
  };
  expect(await drain().then(() => "none", codeOf)).toBe("model_quota");
});
