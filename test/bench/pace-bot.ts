/** The bot's way: its writing of sections, its renderer, its publisher, its pacing and its client; the store in memory. */
import type { WebClient } from "@slack/web-api";
import { completedEvent, writeSection } from "../../src/authoring/write-section.ts";
import type { Writer } from "../../src/authoring/writer.ts";
import { briefSchema } from "../../src/course/brief.ts";
import type { CourseEvent } from "../../src/course/events.ts";
import type { Sections } from "../../src/course/schema.ts";
import { stageNames } from "../../src/course/stages.ts";
import { applyEvent, beginProgress, snapshot } from "../../src/course/state.ts";
import type { CourseView } from "../../src/course/view.ts";
import { readAhead } from "../../src/jobs/read-ahead.ts";
import { priorityOf } from "../../src/jobs/write-course.ts";
import { createLog } from "../../src/log.ts";
import { createSystemClock } from "../../src/slack/clock.ts";
import { createSlackClient } from "../../src/slack/connection/slack-client.ts";
import { createPace } from "../../src/slack/pace.ts";
import { createPublisher } from "../../src/slack/publisher.ts";
import type { CourseRecord, MessageRecord, MessageRepository } from "../../src/storage/store.ts";
import { paceApiUrl, type Spoken, speakSection, type WayOf } from "./pace-model.ts";
import type { VirtualTime } from "./virtual-time.ts";

const never = new AbortController().signal;

export const coursewright: WayOf = async ({ time, slack, spoken }) => {
  const clock = createSystemClock();
  const log = createLog({ level: "silent" });
  const clients = new Map<string, WebClient>();
  const publisher = createPublisher({
    slackFor: (workspaceId) => {
      const client =
        clients.get(workspaceId) ??
        createSlackClient({ token: `xoxb-${workspaceId}`, apiUrl: paceApiUrl, fetch: slack.fetch, log });
      clients.set(workspaceId, client);
      return client;
    },
    messages: memoryMessages(),
    courses: { setThread: async () => undefined },
    pace: createPace({ clock }),
    clock,
    log,
  });
  return async ({ course, workspaceId, channelId }) => {
    const record = recordOf({ course, workspaceId, channelId });
    const lease = { lane: { workspaceId, kind: "course", id: record.id }, owner: "bench", fence: 1 } as const;
    const publishing = publisher.publisherFor(record, lease);
    let progress = beginProgress({ ...record, startedAt: Date.now() });
    const events = readAhead(writeCourse({ time, spoken }, course, record));
    const newest = (): CourseView => {
      for (const event of events.taken()) progress = applyEvent(progress, event);
      return snapshot(progress);
    };
    await publishing.open(newest);
    for await (const event of events) {
      progress = applyEvent(progress, event);
      const seen = progress;
      publishing.show(() => snapshot(seen), priorityOf(event));
    }
    await publishing.finish(snapshot(progress));
    publishing.stop();
  };
};

async function* writeCourse(
  needs: { time: VirtualTime; spoken: Spoken },
  course: number,
  { workspaceId, id: courseId, brief }: CourseRecord,
): AsyncGenerator<CourseEvent> {
  const finished: Partial<Sections> = {};
  const passageIds = new Map([1, 2, 3, 4, 5, 6].map((number) => [number, `p${number}`]));
  const writer: Writer = {
    kind: "model",
    async *writeSection({ stage }) {
      for await (const text of speakSection(needs, course, stage)) yield { type: "text", text };
      yield { type: "done", usage: { input: 0, cachedInput: 0, output: 0 }, model: "simulated" };
    },
  };
  for (const stage of stageNames) {
    yield { type: "stage-started", stage };
    const { section } = yield* writeSection({
      stage,
      task: { workspaceId, courseId, brief, finished, passages: [] },
      context: { finished, passageIds },
      writer,
      signal: never,
    });
    Object.assign(finished, { [stage]: section });
    yield completedEvent(stage, section);
  }
  yield { type: "completed", version: 1, references: [], qualityNotes: 0 };
}

function recordOf(asked: { course: number; workspaceId: string; channelId: string }): CourseRecord {
  const { course, workspaceId, channelId } = asked;
  return {
    workspaceId,
    id: `course_${course}`,
    channelId,
    threadTs: null,
    requesterId: "U1",
    brief: briefSchema.parse({ prompt: `course ${course}x`, topic: "fire safety" }),
    origin: { kind: "modal" },
    state: "queued",
    version: 0,
    writer: "model",
    botLanguage: null,
    failure: null,
    cancelRequestedAt: null,
    startedAt: null,
    createdAt: new Date(),
    updatedAt: new Date(),
  };
}

function memoryMessages(): MessageRepository {
  const all = new Map<string, Map<string, MessageRecord>>();
  const slots = (courseId: string) => {
    const own = all.get(courseId) ?? new Map<string, MessageRecord>();
    all.set(courseId, own);
    return own;
  };
  const change = async (courseId: string, slot: string, fields: Partial<MessageRecord>) => {
    const record = slots(courseId).get(slot);
    if (record !== undefined) Object.assign(record, fields);
  };
  return {
    async intend({ lane }, { slot, channelId }) {
      const own = slots(lane.id);
      const record = own.get(slot) ?? {
        workspaceId: lane.workspaceId,
        courseId: lane.id,
        slot,
        channelId,
        ts: null,
        wantedHash: null,
        shownHash: null,
        intendedAt: new Date(),
      };
      own.set(slot, record);
      return { ...record };
    },
    posted: ({ lane }, slot, ts) => change(lane.id, slot, { ts }),
    wanted: ({ lane }, slot, wantedHash) => change(lane.id, slot, { wantedHash }),
    shown: ({ lane }, slot, shownHash) => change(lane.id, slot, { shownHash }),
    atRest: ({ lane }, slot, hash) => change(lane.id, slot, { wantedHash: hash, shownHash: hash }),
    list: async (_, courseId) => [...slots(courseId).values()].map((record) => ({ ...record })),
    doubt: async () => undefined,
    dueDoubts: async () => null,
    settleDoubts: async () => undefined,
  };
}
