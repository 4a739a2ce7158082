/** 10,000 hostile texts through the renderer, Slack itself (the sandbox checks as Slack does) and the exports: none comes to life. */
import markdownIt from "markdown-it";
import { expect, test } from "vitest";
import type { CourseView } from "../../src/course/view.ts";
import { exportFormats } from "../../src/export/index.ts";
import { renderClosing } from "../../src/slack/render/closing.ts";
import { renderCourse } from "../../src/slack/render/course.ts";
import type { RenderedMessage } from "../../src/slack/render/message.ts";
import { renderRoot } from "../../src/slack/render/root.ts";
import { useStage } from "../slack/publish/plays.ts";
import { live, objections, said } from "../slack/render/inspect.ts";
import { view } from "../slack/render/views.ts";
import { type HostileCourse, hostileCourse } from "./courses.ts";

const wanted = 10_000;
const requester = "U1";
const courses: HostileCourse[] = [];
for (let seed = 1, made = 0; made < wanted; seed += 1) {
  const next = hostileCourse(seed);
  courses.push(next);
  made += next.texts;
}

function viewOf({ course, prompt }: HostileCourse, change: Partial<CourseView> = {}): CourseView {
  const { references, ...sections } = course;
  const base = view();
  return {
    ...base,
    requesterId: requester,
    brief: { ...base.brief, prompt, topic: prompt, audience: course.overview.title },
    state: "ready",
    stage: null,
    version: 1,
    sections,
    references: references.map((reference) => ({ ...reference, unused: false })),
    unknownReferences: [
      { token: { kind: "title", source: `@"${prompt.slice(0, 50)}"`, title: prompt.slice(0, 50) }, nearest: [] },
    ],
    ...change,
  };
}

/** Mentions, broadcasts and links that would work, in blocks as in the fallback. */
function alive({ blocks, text }: RenderedMessage): string[] {
  const json = JSON.stringify(blocks);
  const found = said(blocks).flatMap(({ kind, text: each }) =>
    kind === "mention" ? [`<@${each}>`] : kind === "mrkdwn" ? live(each) : [],
  );
  const elements = [...json.matchAll(/"type":"(link|broadcast|usergroup|channel|emoji|image|date)"/g)].map(
    ([whole]) => whole,
  );
  return [...found, ...elements, ...live(text)];
}

test(`${wanted} texts are rendered: nothing is alive but the requester's mention, and Slack would refuse no block`, () => {
  const problems: string[] = [];
  let messages = 0;
  for (const each of courses) {
    const shown = viewOf(each);
    const root = renderRoot(shown, { inThread: false });
    const rendered = [root, ...renderCourse(shown), renderClosing(shown)?.message ?? root];
    for (const message of rendered) {
      messages += 1;
      problems.push(...objections(message), ...alive(message).filter((mention) => mention !== `<@${requester}>`));
    }
    // The card itself mentions nobody at all.
    problems.push(...renderCourse(shown).flatMap(alive));
  }
  expect(problems).toEqual([]);
  expect(messages).toBeGreaterThan(courses.length * 3);
  expect(courses.reduce((sum, { texts }) => sum + texts, 0)).toBeGreaterThanOrEqual(wanted);
}, 120_000);

test(`${wanted} texts are exported: Markdown has no link, image or HTML of theirs, and JSON holds them as they are`, () => {
  const parser = markdownIt({ html: true, linkify: true });
  for (const { course, prompt } of courses) {
    const context = {
      courseId: "c1",
      version: 1,
      requester: course.overview.title,
      prompt,
      at: new Date(0),
      conversation: [
        {
          at: new Date(0),
          author: course.modules[0]?.title ?? "",
          asked: "",
          text: prompt,
          outcome: course.modules[1]?.title ?? null,
        },
      ],
    };
    for (const format of [exportFormats.markdown, exportFormats.conversation]) {
      const tokens = parser
        .parse(format.write(course, context), {})
        .flatMap((token) => [token, ...(token.children ?? [])]);
      const wrong = tokens.filter(({ type }) => /^(html_|link_open|image|fence|code)/.test(type));
      expect(wrong.map(({ type, content }) => `${type} ${content}`)).toEqual([]);
    }
    const written: unknown = JSON.parse(exportFormats.json.write(course, context));
    expect(JSON.stringify(written)).toContain(JSON.stringify(course.modules[3]?.description));
  }
}, 120_000);

const stage = useStage();

test("published, all of them are taken by Slack, and no message but root and closing mentions anybody", async () => {
  await using play = await stage.play({ sandbox: { rates: "off" } });
  const mention = `<@${play.requesterId}>`;
  for (const each of courses) {
    const { courseId, publishing } = await play.another();
    const shown = viewOf(each, { workspaceId: play.workspaceId, courseId, requesterId: play.requesterId });
    await publishing.open(() => ({ ...shown, state: "queued", sections: {}, version: 0 }));
    await publishing.finish(shown);
    publishing.stop();
  }
  const messages = play.shown();
  expect(messages.filter(({ slot }) => slot === "closing")).toHaveLength(courses.length);
  for (const { slot, text, blocks } of messages) {
    const found = alive({ slot, text, blocks: JSON.parse(JSON.stringify(blocks)) });
    expect(found.filter((each) => !(each === mention && (slot === "root" || slot === "closing")))).toEqual([]);
  }
  const refused = play.sandbox.traffic().filter(({ response }) => JSON.stringify(response)?.includes('"ok":false'));
  expect(refused).toEqual([]);
}, 300_000);
