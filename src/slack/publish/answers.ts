/** What the bot says in a course's thread beside the course: answers, marks on replies, the status line, the last line of a deleted course. */
import { z } from "zod";
import { type ReviseOutcome, revisePayloadSchema } from "../../course/revision.ts";
import type { CourseView } from "../../course/view.ts";
import type { Log } from "../../log.ts";
import type { ExportRepository } from "../../storage/exports.ts";
import type { CourseRecord, Lease, MessageRepository, RequestRecord } from "../../storage/store.ts";
import { texts } from "../../texts.ts";
import type { Clock } from "../clock.ts";
import { messageOfKey } from "../ids.ts";
import type { Pace } from "../pace.ts";
import type { Names } from "../people/names.ts";
import { type AnswerContext, renderAnswer, renderAnswerLine } from "../render/answer.ts";
import type { RenderedMessage } from "../render/message.ts";
import { type Calls, createCalls, refusal } from "./calls.ts";
import { createMarks } from "./marks.ts";
import { post } from "./post.ts";
import { removeCourse } from "./removal.ts";
import type { SlackFor } from "./slack-port.ts";
import { hashOf, loadSlots } from "./slots.ts";
import type { StatusLines } from "./status.ts";

export type WorkStatus = keyof typeof texts.thread.status;

/** What is said in one course's thread while its lease is held: what `jobs/projection.ts` asks for there as `Conversation`. */
export type CourseConversation = {
  answer(request: RequestRecord, outcome: ReviseOutcome): Promise<void>;
  answerDeleted(request: RequestRecord): Promise<void>;
  status(status: WorkStatus | null): void;
  session(isWorking: boolean): void;
  remove(view: CourseView, deletion: { userId: string; at: Date }): Promise<void>;
  hasThread(): Promise<boolean>;
  stop(): void;
};

/** All of it throws CoursewrightError `slack_unreachable`, `slack_refused`, `not_in_channel`, `lease_lost`, `stopped`. */
export function createConversations(parts: {
  slackFor: SlackFor;
  messages: MessageRepository;
  exports: ExportRepository;
  names: Names;
  pace: Pace;
  clock: Clock;
  lines: StatusLines;
  log: Log;
}): (course: CourseRecord, lease: Lease) => CourseConversation {
  const { messages, clock, lines } = parts;

  return (course, lease) => {
    const stopping = new AbortController();
    const calls = createCalls({ ...parts, course, stopped: stopping.signal });
    const marks = createMarks({ ...parts, course, stopped: stopping.signal });
    const { workspaceId, channelId, threadTs } = course;
    const line = lines.lineOf({ workspaceId, channelId, threadTs: () => threadTs });
    const load = () => loadSlots({ messages, lease, course });

    async function say(message: RenderedMessage): Promise<void> {
      const slots = await load();
      const slot = slots.get(message.slot);
      let shown = message;
      while (slot.ts === null) {
        const posted = await post({ calls, slots, clock }, { course, threadTs }, slot, () => shown);
        if (posted.result !== "too-long") break;
        if (shown.blocks.length === 0) throw refusal(posted.outcome);
        shown = { ...shown, blocks: [] };
      }
      const hash = hashOf(message);
      await slots.placed(slot, hash);
    }

    return {
      async answer(request, outcome) {
        const message = renderAnswer(outcome, contextOf(course, request));
        if (message !== null) await say(message);
        await marks.ended(request, isDone(outcome));
      },
      async answerDeleted(request) {
        if (messageOfKey(request.key) !== null) {
          await say(renderAnswerLine(texts.thread.answer.deleted, contextOf(course, request)));
        }
        await marks.ended(request, false);
      },
      status: (status) => line.set(status === null ? null : texts.thread.status[status]),
      session: (isWorking) => line.session(isWorking),
      async remove(view, deletion) {
        await removeCourse({ ...parts, calls, slots: await load(), course, view, deletion });
      },
      hasThread: () => threadStands(calls, channelId, threadTs),
      stop() {
        line.stop();
        stopping.abort();
      },
    };
  };
}

function isDone({ kind }: ReviseOutcome): boolean {
  return kind === "revised" || kind === "answered";
}

function contextOf(course: CourseRecord, request: RequestRecord): AnswerContext {
  const payload = revisePayloadSchema.safeParse(request.payload);
  const reply = payload.success && payload.data.action === "reply" ? payload.data.text : null;
  return { courseId: course.id, slot: `answer:${request.id}`, reply };
}

const rootSchema = z.object({ ts: z.string(), subtype: z.string().optional() });

async function threadStands(calls: Calls, channelId: string, threadTs: string | null): Promise<boolean> {
  if (threadTs === null) return false;
  const answer = await calls.once("conversations.replies", (slack) =>
    slack.conversations.replies({ channel: channelId, ts: threadTs, limit: 1 }),
  );
  if (answer.ok) {
    const root = rootSchema.safeParse(answer.result.messages?.[0]);
    return root.success && root.data.ts === threadTs && root.data.subtype !== "tombstone";
  }
  if (answer.outcome.kind === "gone") return false;
  if (answer.outcome.kind === "refused") {
    if (answer.outcome.reason === "thread_not_found") return false;
    throw refusal(answer.outcome);
  }
  // Nobody knows: then it is better not to open the course a second time.
  return true;
}
