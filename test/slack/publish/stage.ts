/** A publisher between a real store and a sandbox Slack over HTTP, on a clock that runs faster than the wall's. */

import type { createSandbox } from "../../../src/sandbox/sandbox.ts";
import type { Clock } from "../../../src/slack/clock.ts";
import { createSlackClient } from "../../../src/slack/connection/slack-client.ts";
import { createPace } from "../../../src/slack/pace.ts";
import { createPublisher } from "../../../src/slack/publisher.ts";
import { createStore } from "../../../src/storage/create-store.ts";
import type { CourseRecord, Lease, NewCourse } from "../../../src/storage/store.ts";
import { newCourse, newWrite } from "../../fixtures/courses.ts";
import { openTestDatabase } from "../../fixtures/databases.ts";
import { expireLease } from "../../fixtures/expire-lease.ts";
import { createTestLog } from "../../fixtures/logs.ts";
import { startSandbox } from "../../sandbox/bot.ts";

type SandboxOptions = Parameters<typeof createSandbox>[0];

/** So many milliseconds of the publisher's clock to one of the wall's. */
const haste = 25;
/** Longer than any play lasts on its own clock, in milliseconds. */
const aPlay = 3_600_000;

function createFastClock(aheadMs: number): Clock {
  const start = Date.now();
  return {
    now: () => start + aheadMs + (Date.now() - start) * haste,
    after(milliseconds, run) {
      const timer = setTimeout(run, milliseconds / haste);
      return () => clearTimeout(timer);
    },
  };
}

/** The database is opened once for all tests of a file. */
export async function openStage() {
  const { database, close } = await openTestDatabase("pglite");
  const store = createStore({ database });
  let number = 0;

  /** A sandbox with a course in it that somebody has asked for. */
  async function play(
    options: { sandbox?: Partial<SandboxOptions>; course?: Partial<NewCourse>; channel?: string } = {},
  ) {
    // All plays share one channel in the store: where their times cannot meet, neither can the time stamps of their messages.
    const clock = createFastClock(number * aPlay);
    const running = await startSandbox({ clock, ...options.sandbox });
    const { sandbox, driver } = running;
    const { log, lines } = createTestLog();
    const workspaceId = driver.workspace.id;
    const requesterId = driver.user("grace").id;
    const channelId = driver.channel(options.channel ?? "learning", "grace").id;
    number += 1;
    const { lane, requestId } = await store.courses.accept(
      newCourse(workspaceId, { channelId, requesterId, ...options.course }),
      newWrite(workspaceId, `key-${number}`),
    );
    let inFlight = 0;
    let mostInFlight = 0;
    const client = createSlackClient({
      token: "xoxb-test-token",
      apiUrl: sandbox.apiUrl,
      log,
      async fetch(input, init) {
        const isEdit = String(input).endsWith("chat.update");
        if (isEdit) mostInFlight = Math.max(mostInFlight, ++inFlight);
        try {
          return await fetch(input, init);
        } finally {
          if (isEdit) inFlight -= 1;
        }
      },
    });
    const pace = createPace({ clock });
    const publisher = createPublisher({
      slackFor: () => client,
      messages: store.messages,
      courses: store.courses,
      pace,
      clock,
      log,
      usage: store.usage,
    });

    async function hold(owner = "worker"): Promise<Lease> {
      await expireLease(database, lane);
      const lease = await store.leases.acquire(lane, owner);
      if (lease === null) throw new Error("the lease is not free");
      return lease;
    }
    async function record(): Promise<CourseRecord> {
      const found = await store.courses.find(workspaceId, lane.id);
      if (found === null) throw new Error("the course is gone");
      return found;
    }

    return {
      ...running,
      client,
      clock,
      log: lines,
      pace,
      publisher,
      lane,
      requestId,
      record,
      hold,
      channelId,
      requesterId,
      workspaceId,
      mostInFlight: () => mostInFlight,
      /** A worker takes the course: what it published before is what the store says. */
      async begin() {
        const lease = await hold();
        return { lease, publishing: publisher.publisherFor(await record(), lease) };
      },
      /** One more course in the same workspace. */
      async another(courseChannelId = channelId) {
        number += 1;
        const accepted = await store.courses.accept(
          newCourse(workspaceId, { channelId: courseChannelId, requesterId }),
          newWrite(workspaceId, `key-${number}`),
        );
        const lease = await store.leases.acquire(accepted.lane, "worker");
        const found = await store.courses.find(workspaceId, accepted.lane.id);
        if (lease === null || found === null) throw new Error("the course cannot be worked on");
        return { courseId: found.id, publishing: publisher.publisherFor(found, lease) };
      },
      /** How often the bot called a method. */
      calls: (method: string) => sandbox.traffic().filter((entry) => entry.name === method).length,
      messages: () => store.messages.list(workspaceId, lane.id),
      /** The course's messages in Slack. */
      shown: () => driver.botMessages().map((message) => ({ ...message, slot: slotOf(driver.metadata(message)) })),
    };
  }

  return { database, store, play, close };
}

function slotOf(metadata: unknown): string {
  const found = /"slot":"([^"]+)"/.exec(JSON.stringify(metadata) ?? "");
  return found?.[1] ?? "";
}
