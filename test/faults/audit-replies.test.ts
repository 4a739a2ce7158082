/** The audit of replies: one promise is broken on purpose, and it finds that one. */
import { describe, expect, test } from "vitest";
import { brokenRules as rules } from "./audit/whole.ts";
import type { Evidence } from "./evidence.ts";

describe("replies", () => {
  const mark = "qzxvwr0001";
  const message = { channel: "C1", ts: "1700000010.000100" };
  /** The course with one reply that changed it, answered. */
  const revised = (change: { outcome?: unknown; answers?: number; versions?: number; requests?: number } = {}) => {
    const { outcome = { kind: "revised" }, answers = 1, versions = 1, requests = 1 } = change;
    return (whole: Evidence): Partial<Evidence> => {
      const [request] = whole.requests;
      const [answer] = whole.messages.filter((one) => one.mark?.slot === "closing");
      const [save] = whole.saves;
      if (request === undefined || answer === undefined || save === undefined) throw new Error("the run is not whole");
      const reply = {
        ...request,
        id: "r2",
        kind: "revise",
        payload: { action: "reply", text: `Change it ${mark}` },
        outcome,
      };
      return {
        replied: [{ mark, workspaceId: "T1", message, accepted: true }],
        requests: [...whole.requests, ...Array.from({ length: requests }, () => reply)],
        messages: [
          ...whole.messages,
          ...Array.from({ length: answers }, (_, index) => ({
            ...answer,
            ts: `170000002${index}.000100`,
            mark: { course: "c1", slot: "answer:r2" },
          })),
        ],
        saves: [
          ...whole.saves,
          ...Array.from({ length: versions }, () => ({ ...save, what: "version", requestId: "r2" })),
        ],
      };
    };
  };

  test("one that changed the course, was answered once and made one version is as it should be", () => {
    expect(rules(revised())).toEqual([]);
  });

  test("one that is lost, and one that became two requests", () => {
    expect(rules({ replied: [{ mark, workspaceId: "T1", message, accepted: true }] })).toEqual(["reply lost"]);
    expect(rules(revised({ requests: 2 }))).toContain("reply doubled");
  });

  test("one without an answer, with two, or answered although nothing was to be said", () => {
    expect(rules(revised({ answers: 0 }))).toEqual(["answers"]);
    expect(rules(revised({ answers: 2 }))).toContain("answers");
    expect(rules(revised({ outcome: { kind: "nothing" }, versions: 0 }))).toEqual(["answers"]);
  });

  test("one that made no version, or two, or one although it changed nothing", () => {
    expect(rules(revised({ versions: 0 }))).toEqual(["versions"]);
    expect(rules(revised({ versions: 2 }))).toContain("versions");
    expect(rules(revised({ outcome: { kind: "answered" } }))).toEqual(["versions"]);
  });

  test("one that the model was asked about again after its version was saved", () => {
    const again = (whole: Evidence) => ({
      ...revised()(whole),
      modelCalls: [
        ...whole.modelCalls,
        { at: 1_700_000_900_000, mark, writes: ["revision"], fault: null, completedAt: null },
      ],
    });
    expect(rules(again)).toEqual(["paid twice"]);
  });
});
