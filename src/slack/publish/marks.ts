/**
 * The marks on a reply: 👀 while it is worked on, ✅ when it is done. Giving one is a courtesy, with which nothing fails; but
 * the 👀 that were given are taken back whatever happens, or people would wait for an answer that they have.
 */
import { codeOf } from "../../errors.ts";
import type { Log } from "../../log.ts";
import type { CourseRecord, RequestRecord } from "../../storage/store.ts";
import type { Clock } from "../clock.ts";
import { messageOfKey } from "../ids.ts";
import type { Pace, PaceMethod } from "../pace.ts";
import { type Calls, createCalls } from "./calls.ts";
import type { SlackFor } from "./slack-port.ts";

const seenMark = "eyes";
const doneMark = "white_check_mark";
/** ✅ may be waited for so long; after that a reply without it has its answer all the same. */
const doneWaitMs = 300;
const takeBackWaitMs = 300;
const longestWaitMs = 120_000;
const lookAgainMs = 15_000;

type MessagePlace = { channelId: string; ts: string };
export type Marks = {
  /** The reply has arrived. Not waited for. `isOver` tells whether its request is done: a mark that came too late is taken back. */
  seen(message: MessagePlace, isOver: () => Promise<boolean>): void;
  /** What it asked for is done already. Not waited for. */
  done(message: MessagePlace): void;
  /** Its answer stands in the thread. @throws CoursewrightError `slack_unreachable`, `stopped`: the 👀 may stand yet */
  ended(request: RequestRecord, isDone: boolean): Promise<void>;
};

export function createMarks({
  course,
  stopped = new AbortController().signal,
  log,
  ...parts
}: {
  course: Pick<CourseRecord, "workspaceId" | "id" | "channelId">;
  slackFor: SlackFor;
  pace: Pace;
  clock: Clock;
  log: Log;
  /** Ends the waiting; never, when left out. */
  stopped?: AbortSignal;
}): Marks {
  const calls = createCalls({ ...parts, course, log, stopped });
  const lasting = createCalls({ ...parts, course, log, stopped: new AbortController().signal });
  const { clock } = parts;

  async function attempt(method: PaceMethod, waitMs: number, call: Parameters<Calls["make"]>[2]): Promise<void> {
    try {
      const permit = await calls.leave(method, "section", AbortSignal.timeout(waitMs));
      if (permit !== null) await calls.make(method, permit, call);
    } catch (error) {
      log.debug({ error, method, courseId: course.id }, "a mark could not be set");
    }
  }

  async function takeBack(by: Calls, { channelId, ts }: MessagePlace): Promise<void> {
    try {
      await by.insist("reactions.remove", (slack) =>
        slack.reactions.remove({ channel: channelId, timestamp: ts, name: seenMark }),
      );
    } catch (error) {
      // It was never given, or the reply is gone.
      if (!/^(slack_refused|not_in_channel)$/.test(codeOf(error))) throw error;
    }
  }

  async function giveSeen(message: MessagePlace, isOver: () => Promise<boolean>): Promise<void> {
    if (await isOver()) return;
    await attempt("reactions.add", longestWaitMs, (slack) =>
      slack.reactions.add({ channel: message.channelId, timestamp: message.ts, name: seenMark }),
    );
    // Whoever answered in the meantime may have found nothing to take back: once at the very moment, once a little before.
    for (const wait of [0, lookAgainMs]) {
      await new Promise<void>((resolve) => clock.after(wait, resolve));
      if (await isOver()) return takeBack(lasting, message);
    }
  }

  return {
    seen(message, isOver) {
      giveSeen(message, isOver).catch((error: unknown) =>
        log.debug({ error, courseId: course.id }, "a mark may be left behind"),
      );
    },
    done({ channelId, ts }) {
      void attempt("reactions.add", longestWaitMs, (slack) =>
        slack.reactions.add({ channel: channelId, timestamp: ts, name: doneMark }),
      );
    },
    async ended({ key }, isDone) {
      const message = messageOfKey(key);
      if (message === null) return;
      const place = { channel: message.channelId, timestamp: message.ts };
      if (isDone) {
        await attempt("reactions.add", doneWaitMs, (slack) => slack.reactions.add({ ...place, name: doneMark }));
      }
      // Slack lets few be taken back a minute. The next reply must not wait for that: then it is done a little later.
      const permit = await calls.leave("reactions.remove", "section", AbortSignal.timeout(takeBackWaitMs));
      permit?.release();
      if (permit !== null || stopped.aborted) return takeBack(calls, message);
      takeBack(lasting, message).catch((error: unknown) =>
        log.debug({ error, courseId: course.id }, "a mark may be left behind"),
      );
    },
  };
}
