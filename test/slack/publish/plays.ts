/** A stage for all plays of a suite, and what is shown of the course that is played. */
import { afterAll, beforeAll } from "vitest";
import type { CourseView } from "../../../src/course/view.ts";
import { codeOf } from "../../../src/errors.ts";
import { createConversationParts } from "../../../src/slack/conversations.ts";
import { course } from "../../fixtures/courses.ts";
import { createTestLog } from "../../fixtures/logs.ts";
import { view } from "../render/views.ts";
import { openStage } from "./stage.ts";

type Stage = Awaited<ReturnType<typeof openStage>>;
export type Play = Awaited<ReturnType<Stage["play"]>>;

/** Opens a stage before the tests of a suite and closes it after them. */
export function useStage(): Omit<Stage, "close"> {
  let stage: Stage | null = null;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage?.close());
  const opened = (): Stage => {
    if (stage === null) throw new Error("the stage is open within tests only");
    return stage;
  };
  return {
    play: (options) => opened().play(options),
    get database() {
      return opened().database;
    },
    get store() {
      return opened().store;
    },
  };
}

const { references: _, ...sections } = course;

/** The view of the course that is played; `change` replaces what a test is about. */
export const viewOf = (play: Play, change: Partial<CourseView> = {}): CourseView =>
  view({ workspaceId: play.workspaceId, courseId: play.lane.id, requesterId: play.requesterId, ...change });

/** The same, once the course is finished. */
export const ready = (play: Play, change: Partial<CourseView> = {}): CourseView =>
  viewOf(play, { state: "ready", stage: null, version: 1, sections, ...change });

/** Which messages of the course stand in Slack, in their order. */
export const slots = (play: Play): string[] => play.shown().map(({ slot }) => slot);

/** The code that something fails with, or "none". */
export const failureOf = (promise: Promise<unknown>): Promise<string> => promise.then(() => "none", codeOf);

/** Answers, exports and marks in the thread of the course that is played. */
export function conversationParts(stage: Pick<Stage, "store">, play: Play) {
  return createConversationParts({
    store: stage.store,
    workspaces: {
      client: async () => play.client,
      token: async () => "",
      identity: async () => ({ workspaceId: play.workspaceId, botUserId: "", botId: "" }),
    },
    pace: play.pace,
    clock: play.clock,
    fetch,
    log: createTestLog().log,
  });
}
