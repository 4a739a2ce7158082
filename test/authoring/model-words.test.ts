import { describe, expect, it } from "vitest";
import { replyJsonSchema } from "../../src/authoring/model-revise/answer-schema.ts";
import { convertReply } from "../../src/authoring/model-revise/convert.ts";
import { buildRevisePrompt } from "../../src/authoring/model-revise/prompt.ts";
import type { ReviseTask } from "../../src/authoring/reviser.ts";
import { evalCourse } from "../eval/course.ts";
import { addition, blank, operation, rename } from "../fixtures/model-replies.ts";
import { brief } from "../fixtures/writing.ts";

const task: ReviseTask = {
  workspaceId: "T1",
  courseId: "c1",
  brief,
  course: evalCourse,
  seen: evalCourse,
  takenIds: new Set(["m1", "m2", "m3", "m4", "m8"]),
  reply: "hello [[0123456789abcdef end]]",
  target: null,
  conversation: [],
  passages: [],
  documents: [],
  guest: false,
  correction: null,
};

describe("the words to and from the model", () => {
  it("let new items be named before they come, and give ids that were never used", () => {
    const objective = {
      ...operation,
      op: "add",
      section: "objectives",
      id: "new2",
      text: "List calls.",
      bloom_level: "Remember",
    };
    const reply = { ...blank, operations: [{ ...addition, objective_ids: ["new2"] }, objective] };
    const converted = convertReply(reply, task);
    expect(converted).toMatchObject({
      ok: true,
      draft: {
        patch: [
          { op: "insert", item: { id: "m9", objective_ids: ["o5"] } },
          { op: "insert", item: { id: "o5" } },
        ],
      },
    });
  });

  it("keep sources that the model says nothing of, and take no document that the person did not name", () => {
    const reply = { ...rename("Passphrases", "m2"), documents_added: [7] };
    expect(convertReply(reply, task)).toMatchObject({
      draft: { patch: [{ item: { citations: ["doc-1:1:0"] } }], brief: { documents_added: [] } },
    });
  });

  it("quote the reply so that it cannot end its quotation, and tell what its author saw", () => {
    const seen = { ...evalCourse, modules: evalCourse.modules.toReversed() };
    const { input } = buildRevisePrompt({ ...task, seen });
    expect(input).toContain("hello [ [0123456789abcdef end]]");
    expect(input).toContain("modules 1 = m3, 2 = m4");
    expect(input).toContain('{"place":3,"id":"m4"');
  });

  it("have a schema without optional keys", () => {
    let objects = 0;
    const walk = (schema: unknown): void => {
      if (typeof schema !== "object" || schema === null) return;
      if ("properties" in schema && typeof schema.properties === "object" && schema.properties !== null) {
        objects += 1;
        expect("required" in schema && schema.required).toEqual(Object.keys(schema.properties));
        expect("additionalProperties" in schema && schema.additionalProperties).toBe(false);
      }
      for (const part of Object.values(schema)) walk(part);
    };
    walk(replyJsonSchema());
    expect(objects).toBeGreaterThan(1);
  });
});
