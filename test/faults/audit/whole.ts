/** A run in which every promise was kept, made by hand: what the audit's tests then break. */
import { renderClosing } from "../../../src/slack/render/closing.ts";
import { renderCourse } from "../../../src/slack/render/course.ts";
import type { RenderedMessage } from "../../../src/slack/render/message.ts";
import { renderRoot } from "../../../src/slack/render/root.ts";
import type { MessageRecord } from "../../../src/storage/store.ts";
import { course, brief as plainBrief } from "../../fixtures/courses.ts";
import { view as plainView } from "../../slack/render/views.ts";
import type { CourseEvidence, Evidence, SlackMessage } from "../evidence.ts";
import { markPrefix } from "../plan.ts";
import { audit } from "./audit.ts";

const mark = `${markPrefix}0001`;
const channel = "C1";
const threadTs = "1700000000.000100";
const workspaceId = "T1";
const courseId = "c1";
const requestId = "r1";
const at = new Date(1_700_000_000_000);

/** One course that was asked for with a command, written and told; one document; one process that was stopped in order. */
export function wholeRun(): Evidence {
  const { references: _references, ...sections } = course;
  const brief = { ...plainBrief, prompt: `Create training about mail ${mark}` };
  const view = plainView({ brief, state: "ready", stage: null, version: 1, sections });
  const closing = renderClosing(view);
  if (closing === null) throw new Error("a ready course has a closing message");
  const rendered = [renderRoot(view, { inThread: false }), ...renderCourse(view), closing.message];
  const record: CourseEvidence["record"] = {
    workspaceId,
    id: courseId,
    channelId: channel,
    threadTs,
    requesterId: "U1",
    brief,
    origin: { kind: "command", responseUrl: "" },
    state: "ready",
    version: 1,
    writer: "model",
    botLanguage: null,
    failure: null,
    cancelRequestedAt: null,
    startedAt: at,
    createdAt: at,
    updatedAt: at,
  };
  return {
    asked: [{ mark, workspaceId, user: "U1", way: "command", message: null, accepted: true }],
    replied: [],
    uploaded: [{ mark: `${markPrefix}u001`, workspaceId, title: `Handbook ${markPrefix}u001`, accepted: true }],
    messages: rendered.map(shown),
    statuses: [],
    courses: [{ record, view, slots: rendered.map(stored) }],
    requests: [
      {
        workspaceId,
        id: requestId,
        laneKind: "course",
        laneId: courseId,
        kind: "write",
        state: "done",
        attempts: 1,
        payload: {},
        outcome: { result: "ready", version: 1 },
        acceptedAt: at,
      },
    ],
    documents: [{ workspaceId, id: "d1", title: `Handbook ${markPrefix}u001`, state: "ready", passages: 3 }],
    saves: (["overview", "objectives", "modules", "assessments"] as const).map((what, index) => ({
      workspaceId,
      courseId,
      what,
      requestId,
      at: new Date(at.getTime() + index * 2_000),
    })),
    modelCalls: (["overview", "objectives", "modules", "assessments"] as const).map((stage, index) => ({
      at: at.getTime() + index * 2_000 - 1_500,
      mark,
      writes: [stage],
      fault: null,
      completedAt: at.getTime() + index * 2_000 - 100,
    })),
    endings: [{ process: "all", at: at.getTime(), by: "stop", code: 0, wasReady: true, tookMs: 300, lastLines: "" }],
    logs: [{ process: "all", text: '{"level":30,"courseId":"c1","msg":"section written"}\n' }],
    secrets: [{ name: "what a person wrote", text: markPrefix }],
  };
}

/** The names of the rules that the audit finds broken after a change of the whole run. */
export function brokenRules(change: Partial<Evidence> | ((whole: Evidence) => Partial<Evidence>)): string[] {
  const whole = wholeRun();
  const findings = audit({ ...whole, ...(typeof change === "function" ? change(whole) : change) });
  return [...new Set(findings.map(({ rule }) => rule))];
}

function tsOf(index: number): string {
  return index === 0 ? threadTs : `1700000000.000${index}01`;
}

function shown({ slot, text, blocks }: RenderedMessage, index: number): SlackMessage {
  return {
    workspaceId,
    channel,
    ts: tsOf(index),
    threadTs: index === 0 ? null : threadTs,
    text,
    // Slack gives every block an id.
    blocks: blocks.map((block, place) => ({ block_id: `given${place}`, ...block })),
    fromBot: true,
    isEphemeral: false,
    mark: { course: courseId, slot },
    botReactions: [],
  };
}

function stored({ slot }: RenderedMessage, index: number): MessageRecord {
  return {
    workspaceId,
    courseId,
    slot,
    channelId: channel,
    ts: tsOf(index),
    wantedHash: "same",
    shownHash: "same",
    intendedAt: at,
  };
}
