/** Replies as they arrive, and what is said beside a course: for whom a reply is, what is posted once, what degrades quietly. */
import { describe, expect, test } from "vitest";
import type { ReviseOutcome } from "../../src/course/revision.ts";
import { blockProblems } from "../../src/sandbox/blocks/check.ts";
import { wordsOf } from "../../src/slack/events/reply.ts";
import { messageKey, messageOfKey } from "../../src/slack/ids.ts";
import { renderAnswer } from "../../src/slack/render/answer.ts";
import { historyModal } from "../../src/slack/render/modals/history.ts";
import { qualityModal } from "../../src/slack/render/modals/quality.ts";
import { course } from "../fixtures/courses.ts";
import { conversationParts, type Play, useStage, viewOf } from "./publish/plays.ts";
import { live, objections, said } from "./render/inspect.ts";
import { hostile, largeCourse, view } from "./render/views.ts";

const explained: ReviseOutcome = { kind: "explained", version: 1, obstacles: [{ code: "nothing_to_undo" }] };

describe("for whom a reply is", () => {
  test.each([
    ["drop module 2", "drop module 2"],
    ["<@UBOT> drop module 2", "drop module 2"],
    ["please <@UBOT|coursewright> drop it", "please   drop it"],
    ["  <@UBOT>  ", ""],
    ["use &lt;b&gt; &amp;amp; more", "use <b> &amp; more"],
    ["see <https://acme.example/a|the wiki> and <#C1|general>", "see https://acme.example/a and #general"],
    ["what do you think <@UADA>?", "what do you think <@UADA>?"],
  ])("%j says %j", (raw, words) => {
    expect(wordsOf(raw, "UBOT")).toBe(words.trim());
  });

  test.each([
    "<@UADA> drop module 2?",
    " <@UADA|ada> hm",
    "<!subteam^S1|@leads> look",
    "<!here> look",
    "<@UBOTTOM> hi",
  ])("%j is for somebody else", (raw) => {
    expect(wordsOf(raw, "UBOT")).toBeNull();
  });

  test("the message of a request can be read off its key; other keys name none", () => {
    expect(messageOfKey(messageKey("C1", "17.5"))).toEqual({ channelId: "C1", ts: "17.5" });
    expect(messageOfKey("action:course:undo:c1:2:3")).toBeNull();
    expect(messageOfKey("view:V1")).toBeNull();
  });
});

describe("what is said beside a course", () => {
  const stage = useStage();

  async function begin(play: Play) {
    const { publishing } = await play.begin();
    const { threadTs } = await publishing.open(() => viewOf(play));
    publishing.stop();
    const reply = play.driver.post({ user: "grace", channel: "learning", text: "undo", threadTs });
    const { requestId } = await stage.store.requests.accept({
      workspaceId: play.workspaceId,
      key: messageKey(play.channelId, reply.ts),
      lane: play.lane,
      kind: "revise",
      payload: { action: "reply", text: "undo" },
      authorId: play.requesterId,
    });
    const request = await stage.store.requests.find(play.workspaceId, requestId);
    if (request === null) throw new Error("the request is gone");
    return { parts: conversationParts(stage, play), request, reply };
  }
  const answers = (play: Play) => play.shown().filter(({ slot }) => slot?.startsWith("answer:"));

  test("an answer is posted once, also after its answer from Slack was lost and a crash followed", async () => {
    await using play = await stage.play();
    const { parts, request } = await begin(play);
    play.sandbox.faults.script("chat.postMessage", [{ kind: "drop-after" }]);
    for (let times = 0; times < 3; times += 1) {
      const conversation = parts.conversationFor(await play.record(), await play.hold(`worker-${times}`));
      await conversation.answer(request, explained);
      conversation.stop();
    }
    expect(answers(play)).toHaveLength(1);
    expect(answers(play)[0]?.text).toContain("There is nothing left to take back");
  });

  test("a workspace that has no status line is left alone, and nothing fails with it", async () => {
    await using play = await stage.play();
    const { parts, request } = await begin(play);
    const refused = Array.from({ length: 5 }, () => ({ kind: "refused", error: "feature_disabled" }) as const);
    play.sandbox.faults.script("assistant.threads.setStatus", refused);
    const conversation = parts.conversationFor(await play.record(), await play.hold());
    for (const status of ["reading", "replying", "saving"] as const) {
      conversation.status(status);
      await conversation.answer(request, explained);
    }
    conversation.stop();
    expect(play.calls("assistant.threads.setStatus")).toBe(1);
    expect(answers(play)).toHaveLength(1);
  });

  test("a course that is deleted leaves one line, whatever was posted", async () => {
    await using play = await stage.play();
    const { parts, request } = await begin(play);
    const lease = await play.hold();
    const conversation = parts.conversationFor(await play.record(), lease);
    await conversation.answer(request, explained);
    await conversation.remove(view({ courseId: play.lane.id, sections: { overview: course.overview } }), {
      userId: play.requesterId,
      at: new Date("2026-11-22T10:54:00Z"),
    });
    conversation.stop();
    expect(play.shown().map(({ slot, text }) => [slot, text.includes("was deleted by Grace Lindqvist")])).toEqual([
      ["root", true],
    ]);
    expect(await stage.store.work.isUnshown(play.lane)).toBe(false);
  });
});

describe("text of strangers", () => {
  test.each(hostile.filter((text) => text !== "").map((text) => [text.slice(0, 40), text]))(
    "%j stays text in answers, and within Slack's limits",
    (_name, text) => {
      const outcome: ReviseOutcome = {
        kind: "revised",
        action: "reply",
        before: 1,
        after: 2,
        of: null,
        changes: [
          { kind: "added", in: "modules", id: "m2", title: text, place: 2 },
          {
            kind: "changed",
            in: "modules",
            id: "m1",
            place: 1,
            title: text,
            fields: [{ field: "description", before: text, after: `${text} more` }],
          },
          { kind: "references", added: [text], removed: [text] },
        ],
        dependents: [{ in: "modules", id: "m1", place: 1, title: text, objectiveIds: [] }],
        brief: { documents_added: [], documents_dropped: [], length_minutes: null, level: null, language: null },
        remarks: [{ code: "no_source_found", subject: text }],
        obstacles: [{ code: "unclear", wish: text, question: null }],
        qualityNotes: 0,
        answer: text,
        broughtBack: null,
        citations: [
          {
            passage_id: "p",
            document_id: "d",
            number: 1,
            title: text,
            place: { heading_path: [text], page: 1, slide: null, sheet: null },
          },
        ],
      };
      const message = renderAnswer(outcome, { courseId: "c1", slot: "answer:1", reply: text });
      if (message === null) throw new Error("no answer");
      expect(objections(message)).toEqual([]);
      expect(live(message.text)).toEqual([]);
      expect(said(message.blocks).filter(({ kind }) => kind === "mention")).toEqual([]);
      expect(said(message.blocks).filter(({ kind, text: own }) => kind === "mrkdwn" && own.includes(text))).toEqual([]);
    },
  );

  test.each(hostile.filter((text) => text.trim() !== "").map((text) => [text.slice(0, 40), text]))(
    "%j stays text in the modals",
    (_name, text) => {
      const strange = { ...course, modules: course.modules.map((module) => ({ ...module, title: text })) };
      const versions = [
        { number: 1, course, cause: "write", authorId: "U1", createdAt: new Date(0) },
        { number: 2, course: strange, cause: "reply", authorId: "U1", createdAt: new Date(0) },
      ];
      const modals = [
        historyModal({ courseId: "c1", versions, called: new Map([["U1", text]]), opinions: [], page: 0 }),
        qualityModal({ courseId: "c1", version: 2, course: strange, writer: "model" }),
      ];
      for (const { blocks } of modals) {
        expect(blockProblems(JSON.parse(JSON.stringify(blocks)), "modal", "/blocks")).toEqual([]);
        const markup = said(blocks).filter(({ kind }) => kind === "mrkdwn");
        expect(markup.flatMap((each) => live(each.text)).filter((each) => !each.startsWith("<!date^"))).toEqual([]);
      }
    },
  );
});

describe("the history of a long life", () => {
  const versions = Array.from({ length: 75 }, (_, index) => ({
    number: index + 1,
    course: index % 2 === 0 ? largeCourse() : course,
    cause: index === 0 ? "write" : "reply",
    authorId: "U1",
    createdAt: new Date(index * 1_000),
  }));
  const page = (number: number) =>
    historyModal({ courseId: "c1", versions, called: new Map([["U1", "Grace"]]), opinions: [], page: number });
  const numbers = (number: number) =>
    said(page(number).blocks).flatMap(({ text }) => /^\*Version (\d+)\*/.exec(text)?.[1] ?? []);

  test("is turned over in pages that Slack takes, with each version on one of them", () => {
    for (const each of [0, 1, 2]) {
      expect(blockProblems(JSON.parse(JSON.stringify(page(each).blocks)), "modal", "/blocks")).toEqual([]);
      expect(JSON.stringify(page(each)).length).toBeLessThan(250_000);
    }
    expect([0, 1, 2].flatMap(numbers)).toEqual(versions.map(({ number }) => String(number)).toReversed());
    expect(numbers(99)).toEqual(numbers(2));
  });
});
