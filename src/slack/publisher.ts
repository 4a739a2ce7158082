/** Shows courses in Slack: the course in the store is the truth, its messages are made to match. */
import type { Log } from "../log.ts";
import type { CourseRecord, CourseRepository, Lease, MessageRepository } from "../storage/store.ts";
import type { UsageRepository } from "../storage/usage.ts";
import type { Clock } from "./clock.ts";
import type { Pace, PaceMethod } from "./pace.ts";
import { createCalls } from "./publish/calls.ts";
import { type CoursePublisher, createCoursePublisher } from "./publish/course-publisher.ts";
import type { SlackFor } from "./publish/slack-port.ts";

export type Publisher = {
  /** The publisher of one course while its lease is held. `stop` it in the end. */
  publisherFor(course: CourseRecord, lease: Lease): CoursePublisher;
};

export function createPublisher({
  slackFor,
  messages,
  courses,
  pace,
  clock,
  log,
  usage = null,
}: {
  slackFor: SlackFor;
  messages: MessageRepository;
  courses: Pick<CourseRepository, "setThread">;
  pace: Pace;
  clock: Clock;
  log: Log;
  /** Where a course's edits and posts are counted; null counts none. */
  usage?: Pick<UsageRepository, "add"> | null;
}): Publisher {
  return {
    publisherFor(course, lease) {
      const stopping = new AbortController();
      const spent = { slackEdits: 0, slackPosts: 0 };
      const called = (method: PaceMethod) => {
        if (method === "chat.update") spent.slackEdits += 1;
        if (method === "chat.postMessage") spent.slackPosts += 1;
      };
      // Once the course is let go of, and not waited for: an edit on its way by then is left out.
      stopping.signal.addEventListener("abort", () => {
        usage
          ?.add({ workspaceId: course.workspaceId, courseId: course.id, requestId: null }, spent)
          .catch((error: unknown) => log.warn({ error, courseId: course.id }, "edits and posts could not be counted"));
      });
      const calls = createCalls({ slackFor, pace, clock, log, course, stopped: stopping.signal, called });
      return createCoursePublisher({ course, lease, calls, messages, courses, pace, clock, log, stopping });
    },
  };
}
