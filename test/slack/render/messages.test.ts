import { describe, expect, test } from "vitest";
import { errorCodes } from "../../../src/errors.ts";
import { readActionValue, writeActionValue } from "../../../src/slack/action-ids.ts";
import { renderClosing } from "../../../src/slack/render/closing.ts";
import { failureText } from "../../../src/slack/render/failure.ts";
import { renderRoot } from "../../../src/slack/render/root.ts";
import { brief, course } from "../../fixtures/courses.ts";
import { fc } from "../../fixtures/properties.ts";
import { live, objections, said } from "./inspect.ts";
import { anyView, view } from "./views.ts";

const { references: _references, ...sections } = course;
const ready = view({ state: "ready", stage: null, version: 1, sections });

describe("the root message", () => {
  test("mentions who asked and says what was asked", () => {
    const { text, blocks } = renderRoot(view(), { inThread: false });
    expect(text).toBe(
      "<@U1> asked for a course:\nCreate security training\nIt grows in this thread, section by section.",
    );
    expect(JSON.stringify(blocks)).toContain("Create security training");
  });

  test("says for whom, how deep and how long", () => {
    const wishes = { ...brief, audience: "engineers", level: "Beginner", length_minutes: 90, language: "de" } as const;
    const { text } = renderRoot(view({ brief: wishes }), { inThread: true });
    expect(text).toContain("For: engineers · Level: Beginner · Length: 1.5 hours · Language: German");
    expect(text).toContain("It grows below");
  });
});

describe("the closing message", () => {
  test("says that the course is ready, and how large it is", () => {
    const closing = renderClosing(ready);
    expect(closing?.kind).toBe("ready");
    expect(closing?.message.text).toBe("<@U1> Ready: Security for everyone, 1 module, 2 hours");
    expect(said(closing?.message.blocks)[0]).toEqual({ kind: "mention", text: "U1" });
  });

  test("says why a course is not, and how to go on", () => {
    const failure = { stage: "modules", code: "model_down", facts: {} } as const;
    const closing = renderClosing({ ...ready, state: "failed", failure });
    expect(closing?.kind).toBe("failed");
    expect(closing?.message.text).toContain(
      "Could not finish Security for everyone: The language model cannot be reached.",
    );
    expect(closing?.message.text).toContain("Retry");
  });

  test("is not said while the work goes on", () => {
    expect(renderClosing(view())).toBeNull();
  });
});

test("root and closing mention the requester alone, whatever the texts", () => {
  fc.assert(
    fc.property(anyView, (each) => {
      for (const message of [renderRoot(each, { inThread: false }), renderClosing(each)?.message]) {
        if (message === undefined) continue;
        expect(objections(message)).toEqual([]);
        expect(live(message.text)).toEqual(["<@U1>"]);
        const mentions = said(message.blocks).flatMap(({ kind, text }) =>
          kind === "mention" ? [`<@${text}>`] : kind === "mrkdwn" ? live(text) : [],
        );
        expect(mentions).toEqual(["<@U1>"]);
      }
    }),
    { numRuns: 300 },
  );
});

test.each(errorCodes)("%s is explained in words for people, with what to do next", (code) => {
  const text = failureText(code, { limit: "10 <MB>" });
  expect(text).toMatch(/^[A-Z].+\. .+\.$/);
  expect(text).toContain("(The limit is 10 &lt;MB&gt;.)");
  expect(text).not.toMatch(/undefined|error|exception|\b[a-z]+_[a-z]+\b|JSON|HTTP|API|stack|null/);
});

test("a button's value is read back, and nothing else is taken for one", () => {
  const value = { course: "c1", version: 3 };
  expect(readActionValue(writeActionValue(value))).toEqual(value);
  for (const forged of [
    undefined,
    "",
    "{}",
    "null",
    '{"course":"c1"}',
    '{"course":"c1","version":-1}',
    '{"course":"c1","version":1,"admin":true}',
  ]) {
    expect(readActionValue(forged)).toBeNull();
  }
});
