import { describe, expect, test } from "vitest";
import type { CourseView } from "../../../src/course/view.ts";
import { actionIds, readActionValue } from "../../../src/slack/action-ids.ts";
import { renderCourse, renderSurplus } from "../../../src/slack/render/course.ts";
import { smallerBudgets } from "../../../src/slack/render/limits.ts";
import { literal } from "../../../src/slack/render/text.ts";
import { inLanguage } from "../../../src/texts/locale.ts";
import { course } from "../../fixtures/courses.ts";
import { fc } from "../../fixtures/properties.ts";
import { live, objections, said, visible } from "./inspect.ts";
import { anyView, hostile, largeCourse, references, view, wording } from "./views.ts";

const { references: _none, ...sections } = course;
const ready = view({ state: "ready", stage: null, version: 1, sections });
const words = (each: CourseView) =>
  renderCourse(each)
    .map(({ text }) => text)
    .join("\n");
const buttons = (each: CourseView) =>
  [...JSON.stringify(renderCourse(each)).matchAll(/"action_id":"([^"]+)"/g)].map((match) => match[1]);

describe("the card", () => {
  test("begins with a placeholder, the stage, when it began, and Cancel", () => {
    const [card, ...others] = renderCourse(view({ stage: "reading" }));
    expect(others).toEqual([]);
    expect(card?.slot).toBe("card:1");
    const text = JSON.stringify(card?.blocks);
    expect(text).toContain("Your course is on its way");
    expect(text).toContain("Reading the documents");
    expect(text).toContain("<!date^1795344840^{ago}|at 10:54 UTC>");
    expect(buttons(view())).toEqual([actionIds.cancel]);
    expect(
      readActionValue(
        /"value":("(?:[^"\\]|\\.)*")/.exec(text)?.map((each) => each)[1]
          ? JSON.parse(/"value":("(?:[^"\\]|\\.)*")/.exec(text)?.[1] ?? "")
          : "",
      ),
    ).toEqual({ course: "c1", version: 0 });
  });

  test("does not change while nothing but time passes", () => {
    expect(renderCourse(view())).toEqual(renderCourse(view()));
  });

  test("shows each part as it grows, with a mark where it goes on", () => {
    const { overview, objectives, modules } = sections;
    const states: CourseView[] = [
      view({ growing: { overview: { title: "Security" } } }),
      view({ growing: { overview: { title: "Security", description: "What each of" } } }),
      view({ growing: { overview } }),
      view({ sections: { overview }, stage: "objectives", growing: { objectives: [{ text: "List the" }] } }),
      view({ sections: { overview, objectives }, stage: "modules", growing: { modules: [{ title: "Ma" }] } }),
      view({
        sections: { overview, objectives },
        stage: "modules",
        growing: { modules: [{ title: "Mail", description: "How an", duration: "60 minutes" }] },
      }),
      view({ sections: { overview, objectives, modules }, stage: "assessments" }),
      ready,
    ];
    const shown = states.map((each) => visible(renderCourse(each)));
    expect(new Set(shown).size).toBe(states.length);
    expect(shown[1]).toContain("Whateachof…");
    expect(shown[3]).toContain("Listthe…");
    expect(shown[5]).toContain("Howan…");
    expect(shown[7]).not.toContain("…");
    expect(shown.map((each) => /▰*/.exec(each.replace(/^[^▰▱]*/, ""))?.[0].length)).toEqual([0, 1, 2, 3, 5, 5, 7, 0]);
  });

  test("takes the progress line and Cancel away however the work ends", () => {
    for (const state of ["ready", "failed", "cancelled"] as const) {
      const ended = { ...ready, state };
      expect(words(ended)).not.toMatch(/started|step/);
      expect(buttons(ended)).not.toContain(actionIds.cancel);
    }
    expect(words({ ...ready, state: "cancelled" })).toContain("Cancelled. What was finished is kept.");
  });

  test("names duration and level, objectives with their level, what modules serve and rest on", () => {
    const cited = { ...sections, modules: sections.modules.map((each) => ({ ...each, citations: ["p2", "p1"] })) };
    const text = words({ ...ready, sections: cited, references });
    expect(text).toContain("Duration: 2 hours, Level: Beginner");
    expect(text).toContain("1. List the signs of a phishing mail (Remember)");
    expect(text).toContain("1. Mail · 60 minutes");
    expect(text).toContain("• Senders");
    expect(text).toContain("Objective 1  ·  Sources [1] [2]");
    expect(text).toContain("Check · Quiz");
    expect(text).toContain("@1 Security handbook\n• [1] Devices\n• [2] page 3, Passwords › Length");
    expect(text).toContain("@3 Onboarding: named, but nothing in this course rests on it");
  });

  test("says who drafted it, what it could not find, and what is still being read", () => {
    expect(words({ ...ready, writer: "offline", references })).toContain("Drafted offline from your documents");
    expect(words({ ...ready, writer: "offline" })).toContain("Drafted offline from the request alone");
    expect(words({ ...ready, nothingRelevant: true })).toContain("None of the documents covers this topic");
    const token = { kind: "number", number: 9, source: "@9" } as const;
    const unknownReferences = [{ token, nearest: [{ number: 1, title: "Security handbook" }] }];
    expect(words(view({ unknownReferences }))).toContain("No document matches @9. Closest: @1 Security handbook.");
    const unread = view({ unknownReferences: [{ token, nearest: [], isUnreadable: true }] });
    expect(words(unread)).toContain("@9 could not be read, so nothing here rests on it.");
    expect(inLanguage("de", () => words(unread))).toContain("@9 konnte nicht gelesen werden");
    expect(words(view({ stage: "waiting", waitingFor: ["Handbook"] }))).toContain("Still being read in: Handbook");
  });

  test("shows a failure in place of its section, with Retry, and keeps what was finished", () => {
    const { overview, objectives } = sections;
    const failure = { stage: "modules", code: "model_busy", facts: {} } as const;
    const failed = view({ state: "failed", stage: null, sections: { overview, objectives }, failure });
    expect(words(failed)).toContain(
      "Could not write Modules: The language model is busy right now. Try again in a minute.",
    );
    expect(words(failed)).toContain("List the signs of a phishing mail");
    expect(buttons(failed)).toEqual([actionIds.retry, actionIds.more]);
    expect(buttons({ ...failed, state: "writing" })).toEqual([actionIds.cancel]);
  });

  test("a slot that is not needed any more is one line", () => {
    const surplus = renderSurplus("card:3");
    expect(surplus.slot).toBe("card:3");
    expect(surplus.blocks).toHaveLength(1);
  });
});

describe("a course too long for one message", () => {
  const large = largeCourse();
  const { references: _references, ...largeSections } = large;
  const whole = view({ state: "ready", stage: null, version: 1, sections: largeSections, references });

  test("goes on in as many as needed, and every character of it is there", () => {
    const messages = renderCourse(whole);
    expect(messages.length).toBeGreaterThan(5);
    expect(messages.map(({ slot }) => slot)).toEqual(messages.map((_, index) => `card:${index + 1}`));
    for (const message of messages) expect(objections(message)).toEqual([]);
    const all = visible(messages);
    const texts = [
      large.overview.title,
      large.overview.description,
      ...large.objectives.map(({ text }) => text),
      ...large.modules.flatMap(({ title, description, topics }) => [title, description, ...topics]),
      ...large.assessments.flatMap(({ title, description }) => [title, description]),
    ];
    for (const text of texts) expect(withoutFrames(messages)).toContain(text.replace(/\s/g, ""));
    expect(all.match(/Continuedbelow/g)).toHaveLength(messages.length - 1);
  });

  test("fits smaller budgets too, without losing anything", () => {
    for (const budget of smallerBudgets) {
      const messages = renderCourse(whole, { budget });
      expect(messages.flatMap(objections)).toEqual([]);
      for (const { description } of large.modules) {
        expect(withoutFrames(messages)).toContain(description.replace(/\s/g, ""));
      }
    }
  });

  test("messages that are full stay as they are while it grows, and nothing moves back", () => {
    const settled = renderCourse(whole);
    let before = 1;
    for (let count = 1; count <= large.modules.length; count += 1) {
      for (const length of [40, 900, 1_500, 2_200, 3_000]) {
        const modules = large.modules
          .slice(0, count)
          .map((module, index) =>
            index === count - 1 ? { ...module, description: module.description.slice(0, length), topics: [] } : module,
          );
        const { overview, objectives } = large;
        const growing = view({ stage: "modules", sections: { overview, objectives }, growing: { modules } });
        const messages = renderCourse(growing);
        expect(messages.length).toBeGreaterThanOrEqual(before);
        before = messages.length;
        // All but the first (which has the progress line) and the last are what they will be in the end.
        for (const [index, message] of messages.slice(1, -1).entries()) expect(message).toEqual(settled[index + 1]);
      }
    }
  });

  test("links to what stands further below", () => {
    const links = new Map([["card:2", "https://acme.slack.com/archives/C1/p1"]]);
    const [first] = renderCourse(whole, { links });
    expect(JSON.stringify(first?.blocks.at(-1))).toContain("<https://acme.slack.com/archives/C1/p1|Continued below>");
  });
});

describe("any course", () => {
  test("renders within Slack's limits", () => {
    fc.assert(
      fc.property(anyView, (each) => {
        expect(renderCourse(each).flatMap(objections)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("mentions nobody, links nowhere, and formats nothing that is not ours", () => {
    fc.assert(
      fc.property(anyView, (each) => {
        for (const { text, blocks } of renderCourse(each)) {
          expect(live(text)).toEqual([]);
          for (const { kind, text: words } of said(blocks)) {
            expect(kind).not.toBe("mention");
            if (kind === "mrkdwn") expect(live(words)).toEqual([]);
            expect(words).not.toMatch(/<(?:!(?:channel|here|everyone)|@U|#C)/);
            expect(words).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]|(?!\n)\p{Cc}/u);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test.each(hostile.map((text) => [text.slice(0, 30), text]))("shows %j as it is", (_name, text) => {
    const modules = sections.modules.map((each) => ({ ...each, title: "M", description: `${text}.`, topics: ["T"] }));
    const messages = renderCourse({ ...ready, sections: { ...sections, modules } });
    expect(withoutFrames(messages)).toContain(literal(`${text}.`).replace(/\s/g, ""));
    expect(messages.flatMap(objections)).toEqual([]);
  });

  test("is told in full by the text of a short card", () => {
    const long = { ...sections, overview: { ...sections.overview, description: wording("word", 1_000) } };
    const [card] = renderCourse({ ...ready, sections: long });
    for (const part of [long.overview.title, long.overview.description, "Senders", "Ten questions."]) {
      expect(card?.text).toContain(part);
    }
  });
});

/** Text of a section without what stands around it in later messages. */
function withoutFrames(messages: ReturnType<typeof renderCourse>): string {
  return visible(
    messages.map(({ blocks }, index) => ({
      blocks: blocks.slice(index === 0 ? 0 : 1, index === messages.length - 1 ? undefined : -1),
    })),
  );
}
