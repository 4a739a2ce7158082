/** Shows courses in Slack: the course in the store is the truth, its messages are made to match. */
import type { Log } from "../log.ts";
import type { CourseRecord, CourseRepository, Lease, MessageRepository } from "../storage/store.ts";
import type { Pace } from "./pace.ts";
import { createCalls } from "./publish/calls.ts";
import type { Clock } from "./publish/clock.ts";
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
}: {
  slackFor: SlackFor;
  messages: MessageRepository;
  courses: Pick<CourseRepository, "setThread">;
  pace: Pace;
  clock: Clock;
  log: Log;
}): Publisher {
  return {
    publisherFor(course, lease) {
      const stopping = new AbortController();
      const calls = createCalls({ slackFor, pace, clock, log, course, stopped: stopping.signal });
      return createCoursePublisher({ course, lease, calls, messages, courses, pace, clock, log, stopping });
    },
  };
}
