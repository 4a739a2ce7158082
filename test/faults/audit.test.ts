/** The audit itself: one promise is broken on purpose, and it finds that one. */
import { describe, expect, test } from "vitest";
import { audit } from "./audit/audit.ts";
import { brokenRules as rules, wholeRun } from "./audit/whole.ts";
import type { CourseEvidence, Evidence, RequestEvidence, SlackMessage } from "./evidence.ts";

const changeMessage = (slot: string, change: (message: SlackMessage) => SlackMessage[]) => (whole: Evidence) => ({
  messages: whole.messages.flatMap((message) => (message.mark?.slot === slot ? change(message) : [message])),
});
const changeCourse = (change: (course: CourseEvidence) => CourseEvidence) => (whole: Evidence) => ({
  courses: whole.courses.map(change),
});
const changeRequest = (change: Partial<RequestEvidence>) => (whole: Evidence) => ({
  requests: whole.requests.map((request) => ({ ...request, ...change })),
});
const withBlock = (block: object) => (message: SlackMessage) => [{ ...message, blocks: [...message.blocks, block] }];

test("a run in which everything was kept has no findings", () => {
  expect(audit(wholeRun())).toEqual([]);
});

describe("what was asked for", () => {
  test("an accepted request without a course is lost", () => {
    expect(
      rules((whole) => ({ asked: [...whole.asked, ...whole.asked.map((one) => ({ ...one, mark: "qzxvw0002" }))] })),
    ).toEqual(["lost"]);
  });

  test("one that was refused may have none", () => {
    expect(
      rules((whole) => ({
        asked: [...whole.asked, ...whole.asked.map((one) => ({ ...one, mark: "qzxvw0002", accepted: false }))],
      })),
    ).toEqual([]);
  });

  test("two courses for one request are doubled", () => {
    const twice = (whole: Evidence) => ({
      courses: [...whole.courses, ...whole.courses.map((one) => ({ ...one, record: { ...one.record, id: "c2" } }))],
    });
    expect(rules(twice)).toContain("doubled");
  });

  test("a course that nobody asked for, and one in another workspace", () => {
    expect(rules({ asked: [] })).toEqual(["not asked for"]);
    expect(rules((whole) => ({ asked: whole.asked.map((one) => ({ ...one, workspaceId: "T2" })) }))).toEqual([
      "crossed",
    ]);
  });

  test("documents that are lost, doubled, or empty", () => {
    expect(rules({ documents: [] })).toEqual(["document lost"]);
    expect(rules((whole) => ({ documents: [...whole.documents, ...whole.documents] }))).toEqual(["document doubled"]);
    expect(rules((whole) => ({ documents: whole.documents.map((one) => ({ ...one, passages: 0 })) }))).toEqual([
      "document not ready",
    ]);
  });
});

describe("requests", () => {
  test("one that is still pending is left hanging", () => {
    expect(rules(changeRequest({ state: "pending", outcome: null }))).toEqual(["left hanging"]);
  });

  test("one without an outcome, one that was given up, one whose outcome the course does not show", () => {
    expect(rules(changeRequest({ outcome: null }))).toEqual(["no outcome"]);
    expect(rules(changeRequest({ outcome: { result: "failed", code: "internal" } }))).toContain("given up");
    expect(rules(changeRequest({ outcome: { result: "cancelled" } }))).toEqual(["states differ"]);
  });

  test("a course without any", () => {
    expect(rules({ requests: [] })).toEqual(["no request"]);
  });
});

describe("messages", () => {
  test.each(["root", "card:1", "closing"])("a second %s is doubled", (slot) => {
    expect(rules(changeMessage(slot, (message) => [message, { ...message, ts: "1700000009.000100" }]))).toContain(
      "doubled",
    );
  });

  test("a closing message that is missing", () => {
    expect(rules(changeMessage("closing", () => []))).toEqual(["gone", "not the last state"]);
  });

  test("a stored section that Slack does not show", () => {
    const altered = changeCourse((course) => ({
      ...course,
      view: {
        ...course.view,
        sections: {
          ...course.view.sections,
          objectives: (course.view.sections.objectives ?? []).map((objective) => ({
            ...objective,
            text: "Something else",
          })),
        },
      },
    }));
    expect(rules(altered)).toEqual(["not the last state"]);
  });

  test("a render that was never confirmed", () => {
    const waiting = changeCourse((course) => ({
      ...course,
      slots: course.slots.map((slot) => ({ ...slot, wantedHash: "other" })),
    }));
    expect(rules(waiting)).toEqual(["not confirmed"]);
  });

  test("a progress line or a Cancel button that is left behind", () => {
    const bar = { type: "section", text: { type: "mrkdwn", text: "▰▰▱▱▱  *Writing the modules*" } };
    const cancel = { type: "actions", elements: [{ type: "button", action_id: "course:cancel" }] };
    expect(rules(changeMessage("card:1", withBlock(bar)))).toContain("left behind");
    expect(rules(changeMessage("card:1", withBlock(cancel)))).toContain("left behind");
  });

  test("a working status or the bot's eyes that are left behind", () => {
    expect(rules({ statuses: ["C1/1700000000.000100"] })).toEqual(["status left behind"]);
    const eyes = (message: SlackMessage) => [{ ...message, botReactions: ["eyes"] }];
    expect(rules(changeMessage("root", eyes))).toEqual(["status left behind"]);
  });

  test("something outside the course's thread", () => {
    const elsewhere = (message: SlackMessage) => [{ ...message, threadTs: "1600000000.000100" }];
    expect(rules(changeMessage("card:1", elsewhere))).toContain("outside its thread");
  });

  test("a message of the bot that belongs to no course", () => {
    const stray = (message: SlackMessage) => [message, { ...message, ts: "1700000009.000100", mark: null }];
    expect(rules(changeMessage("closing", stray))).toEqual(["stray message"]);
  });
});

describe("what was paid for", () => {
  test("a section that was saved twice", () => {
    expect(rules((whole) => ({ saves: [...whole.saves, ...whole.saves.slice(0, 1)] }))).toEqual(["saved twice"]);
  });

  test("a section that was asked for again after it was saved", () => {
    const again = (whole: Evidence) => ({
      modelCalls: [
        ...whole.modelCalls,
        ...whole.modelCalls.slice(0, 1).map((call) => ({ ...call, at: call.at + 60_000 })),
      ],
    });
    expect(rules(again)).toEqual(["paid twice"]);
  });

  test("a second call before it was saved is nobody's fault", () => {
    expect(rules((whole) => ({ modelCalls: [...whole.modelCalls, ...whole.modelCalls] }))).toEqual([]);
  });
});

describe("processes and logs", () => {
  const ending = { process: "all", at: 0, by: "stop", code: 0, wasReady: true, tookMs: 300, lastLines: "" } as const;

  test.each([
    ["crashed", { ...ending, by: "none", code: 1 }],
    ["stopped out of order", { ...ending, code: 1 }],
    ["stopped too slowly", { ...ending, tookMs: 10_500 }],
  ] as const)("a process that %s", (rule, broken) => {
    expect(rules({ endings: [broken] })).toEqual([rule]);
  });

  test("one that was killed, or that could not start while its database was away, is nobody's fault", () => {
    expect(rules({ endings: [{ ...ending, by: "kill", code: null }] })).toEqual([]);
    expect(rules({ endings: [{ ...ending, by: "none", code: 1, wasReady: false }] })).toEqual([]);
  });

  test.each([
    ['{"level":30,"msg":"calling with xoxb-123456-abcdef"}'],
    ['{"level":40,"headers":{"authorization":"Bearer abcdefghijkl"}}'],
    ['{"level":50,"msg":"no answer from sk-proj-0123456789abcd"}'],
    ['{"level":30,"msg":"postgres://user:hunter2@host/name is away"}'],
    ['{"level":30,"url":"http://127.0.0.1:1/commands/T0ABC/123/abcdefghi"}'],
    ['{"level":30,"prompt":"Create training about mail qzxvw0001"}'],
  ])("a log line that tells too much: %s", (line) => {
    expect(rules({ logs: [{ process: "all", text: `${line}\n` }] })).toEqual(["in the logs"]);
  });

  test("the same at debug level is let through", () => {
    expect(rules({ logs: [{ process: "all", text: '{"level":20,"msg":"qzxvw0001"}\n' }] })).toEqual([]);
  });
});
