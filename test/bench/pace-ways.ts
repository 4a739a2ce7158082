/** Ways to show a course while it is written: the bot's own publisher, and what people would use instead. All are fed by the same model. */
import { createSlackAdapter } from "@chat-adapter/slack";
import { WebClient } from "@slack/web-api";
import { Chat } from "chat";
import { tokensOf } from "../../src/authoring/offline-writer.ts";
import { createGrowingDraft } from "../../src/authoring/partial-sections.ts";
import { completedEvent } from "../../src/authoring/write-section.ts";
import { briefSchema } from "../../src/course/brief.ts";
import type { CourseEvent } from "../../src/course/events.ts";
import type { Sections } from "../../src/course/schema.ts";
import { type SectionContext, type Stage, sectionFromDraft, stageNames } from "../../src/course/stages.ts";
import { applyEvent, beginProgress, snapshot } from "../../src/course/state.ts";
import { readAhead } from "../../src/jobs/read-ahead.ts";
import type { Log } from "../../src/log.ts";
import type { PacePriority } from "../../src/slack/pace.ts";
import { createPace } from "../../src/slack/pace.ts";
import { createSystemClock } from "../../src/slack/publish/clock.ts";
import { createPublisher } from "../../src/slack/publisher.ts";
import { createSlackClient } from "../../src/slack/slack-client.ts";
import type { CourseRecord, MessageRecord, MessageRepository } from "../../src/storage/store.ts";
import { benchDrafts } from "./course-text.ts";
import { memoryState } from "./pace-chat-state.ts";
import type { PaceSlack } from "./pace-slack.ts";
import { modelPace } from "./simulated-model.ts";
import type { VirtualTime } from "./virtual-time.ts";

export type Asked = { course: number; workspaceId: string; channelId: string };
/** Shows one course from its beginning to its end. */
export type Way = (asked: Asked) => Promise<void>;
export type WayOf = (needs: { time: VirtualTime; slack: PaceSlack; spoken: Spoken }) => Promise<Way>;
/** Told of each piece that the model writes, by course. */
export type Spoken = (course: number, text: string) => void;

const apiUrl = "https://slack.invalid/api/";
const silent = () => undefined;
const log: Log = Object.assign({
  trace: silent,
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  fatal: silent,
}) as never;

/** The model's words, at its pace. */
async function* speak(time: VirtualTime, answer: string): AsyncGenerator<string> {
  const tokens = tokensOf(answer);
  const began = time.now();
  for (let sent = 0; sent < tokens.length; ) {
    await time.sleep(began + modelPace.firstMs + (sent / modelPace.tokensPerSecond) * 1_000 - time.now());
    const due = Math.floor(((time.now() - began - modelPace.firstMs) / 1_000) * modelPace.tokensPerSecond) + 1;
    yield tokens.slice(sent, due).join("");
    sent = Math.max(sent, due);
  }
}

async function* writeStages(
  time: VirtualTime,
  course: number,
  spoken: Spoken,
): AsyncGenerator<{ stage: Stage; text: string; ended: boolean }> {
  const drafts = benchDrafts(course);
  for (const stage of stageNames) {
    yield { stage, text: "", ended: false };
    for await (const text of speak(time, JSON.stringify(drafts[stage]))) {
      spoken(course, text);
      yield { stage, text, ended: false };
    }
    yield { stage, text: "", ended: true };
  }
}

/** The bot: its renderer, its publisher, its pacing; the store in memory. */
export const coursewright: WayOf = async ({ time, slack, spoken }) => {
  const clock = createSystemClock();
  const pace = createPace({ clock });
  const clients = new Map<string, WebClient>();
  const publisher = createPublisher({
    slackFor: (workspaceId) => {
      const client =
        clients.get(workspaceId) ??
        createSlackClient({ token: `xoxb-${workspaceId}`, apiUrl, fetch: slack.fetch, log });
      clients.set(workspaceId, client);
      return client;
    },
    messages: memoryMessages(),
    courses: { setThread: async () => undefined },
    pace,
    clock,
    log,
  });
  return async ({ course, workspaceId, channelId }) => {
    const id = `course_${course}`;
    const brief = briefSchema.parse({ prompt: `course ${course}x`, topic: "fire safety" });
    const record: CourseRecord = {
      workspaceId,
      id,
      channelId,
      threadTs: null,
      requesterId: "U1",
      brief,
      origin: { kind: "modal" },
      state: "queued",
      version: 0,
      writer: "model",
      failure: null,
      cancelRequestedAt: null,
      startedAt: null,
      createdAt: new Date(),
      updatedAt: new Date(),
    };
    const publishing = publisher.publisherFor(record, {
      lane: { workspaceId, kind: "course", id },
      owner: "bench",
      fence: 1,
    });
    let progress = beginProgress({ ...record, startedAt: Date.now() });
    const words = readAhead(writeStages(time, course, spoken));
    await publishing.open(progress.view);
    const tell = (event: CourseEvent, priority: PacePriority) => {
      progress = applyEvent(progress, event);
      const seen = progress;
      publishing.show(() => snapshot(seen), priority);
    };
    const finished: Partial<Sections> = {};
    const context: SectionContext = {
      finished,
      passageIds: new Map([1, 2, 3, 4, 5, 6].map((number) => [number, `p${number}`])),
    };
    let draft = createGrowingDraft("overview", context);
    let current: Stage | null = null;
    for await (const { stage, text, ended } of words) {
      if (stage !== current) {
        current = stage;
        draft = createGrowingDraft(stage, context) as typeof draft;
        tell({ type: "stage-started", stage }, "partial");
      }
      if (ended) {
        const result = sectionFromDraft(stage, JSON.parse(draft.text()), context);
        if (!result.ok) throw new Error(result.problem);
        Object.assign(finished, { [stage]: result.section });
        tell(completedEvent(stage, result.section as never), "section");
      } else if (text !== "") {
        draft.add(text);
        tell({ type: "section-growing", stage, read: draft.read } as CourseEvent, "partial");
      }
    }
    progress = applyEvent(progress, { type: "completed", version: 1, references: [], qualityNotes: 0 });
    await publishing.finish(snapshot(progress));
    publishing.stop();
  };
};

/** A client as it comes: it waits out a 429 and tries again, and holds all of its calls while it does. */
function plainClient(slack: PaceSlack, workspaceId: string): WebClient {
  return new WebClient(`xoxb-${workspaceId}`, { slackApiUrl: apiUrl, fetch: slack.fetch, logger: { ...quiet } });
}
const quiet = {
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  setLevel: silent,
  getLevel: () => "error" as never,
  setName: silent,
};

/** One message a finished section. */
export const classic: WayOf = async ({ time, slack, spoken }) => {
  const client = plainClient(slack, "T1");
  return async ({ course, channelId }) => {
    const root = await client.chat.postMessage({ channel: channelId, text: `course ${course}x` });
    let text = "";
    let posting = Promise.resolve<unknown>(null);
    for await (const piece of writeStages(time, course, spoken)) {
      text += piece.text;
      if (!piece.ended) continue;
      const section = text;
      text = "";
      // The model is not kept waiting for Slack.
      posting = posting.then(() =>
        client.chat.postMessage({ channel: channelId, thread_ts: root.ts ?? "", text: section }),
      );
    }
    await posting;
  };
};

/** `chat.update` every 20 chunks, as many examples do. */
export const everyTwentyChunks: WayOf = async ({ time, slack, spoken }) => {
  const client = plainClient(slack, "T1");
  return async ({ course, channelId }) => {
    const { ts = "" } = await client.chat.postMessage({ channel: channelId, text: `course ${course}x` });
    let text = "";
    let chunks = 0;
    const edits: Promise<unknown>[] = [];
    for await (const piece of writeStages(time, course, spoken)) {
      text += piece.text;
      chunks += 1;
      if (chunks % 20 === 0) edits.push(client.chat.update({ channel: channelId, ts, text }).catch(() => undefined));
    }
    const last = async (): Promise<unknown> => client.chat.update({ channel: channelId, ts, text }).catch(last);
    await Promise.all([...edits, last()]);
  };
};

/** The Chat SDK, which in a channel posts and edits. */
export const chatSdk: WayOf = async ({ time, slack, spoken }) => {
  const adapter = createSlackAdapter({
    botToken: "xoxb-T1",
    signingSecret: "bench",
    apiUrl,
    botUserId: "UBOT",
    // Its client speaks through axios.
    webClientOptions: {
      logger: { ...quiet },
      adapter: async (config) => {
        const headers = new Headers();
        for (const [name, value] of Object.entries(config.headers))
          if (typeof value === "string") headers.set(name, value);
        const answer = await slack.fetch(new URL(config.url ?? "", config.baseURL ?? apiUrl), {
          method: "POST",
          headers,
          body: String(config.data ?? ""),
        });
        return {
          status: answer.status,
          statusText: "",
          headers: Object.fromEntries(answer.headers),
          data: await answer.text(),
          config,
          request: {},
        };
      },
    },
    logger: { debug: silent, info: silent, warn: silent, error: silent, child: () => quiet as never },
  });
  const chat = new Chat({ userName: "bot", adapters: { slack: adapter }, state: memoryState(), logger: "silent" });
  await chat.initialize();
  return async ({ course, channelId }) => {
    const root = await chat.channel(`slack:${channelId}`).post(`course ${course}x`);
    async function* words() {
      for await (const { text } of writeStages(time, course, spoken)) if (text !== "") yield text;
    }
    await chat.thread(`slack:${channelId}:${root.id}`).post(words());
  };
};

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
