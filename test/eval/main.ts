/**
 * `npm run eval -- [--report eval-report.md] [--offline] [--replies] [--courses]`: how well a model reads forty replies and
 * writes twenty courses. The model comes from OPENAI_API_KEY, OPENAI_BASE_URL and OPENAI_MODEL; without a key, or with
 * --offline, the offline writer and reviser are judged.
 */
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { createModelReviser } from "../../src/authoring/model-reviser.ts";
import { createModelWriter } from "../../src/authoring/model-writer.ts";
import { createOfflineReviser } from "../../src/authoring/offline-reviser.ts";
import { createOfflineWriter } from "../../src/authoring/offline-writer.ts";
import type { Reviser } from "../../src/authoring/reviser.ts";
import type { Writer } from "../../src/authoring/writer.ts";
import { createModelClient } from "../../src/model/openai.ts";
import { judgeCourse } from "./courses.ts";
import { judgeReply } from "./judge.ts";
import { evalPrompts } from "./prompts.ts";
import { evalReplies } from "./replies.ts";
import { renderReport } from "./report.ts";

/** Calls at once: what most services allow without complaint. */
const concurrency = 4;

const { values } = parseArgs({
  options: {
    report: { type: "string", default: "eval-report.md" },
    offline: { type: "boolean", default: false },
    replies: { type: "boolean", default: false },
    courses: { type: "boolean", default: false },
  },
});
const subject = values.offline ? offline() : (fromEnvironment() ?? offline());
const both = values.replies === values.courses;
const { signal } = new AbortController();
const begun = performance.now();
const replies =
  both || values.replies ? await inLanes(evalReplies, (reply) => judgeReply(reply, subject.reviser, signal)) : [];
const courses =
  both || values.courses ? await inLanes(evalPrompts, (prompt) => judgeCourse(prompt, subject.writer, signal)) : [];
const report = renderReport({ model: subject.name, seconds: (performance.now() - begun) / 1_000, replies, courses });
await writeFile(values.report, report);
process.stdout.write(`${report.split("\n## ")[0]}\nThe whole report is in ${values.report}\n`);

type Subject = { name: string; writer: Writer; reviser: Reviser };

function offline(): Subject {
  const writer = createOfflineWriter({ tokensPerSecond: null, now: () => 0, sleep: async () => undefined });
  return { name: "the offline writer", writer, reviser: createOfflineReviser() };
}

function fromEnvironment(): Subject | null {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, OPENAI_MODEL: name = "gpt-5-mini" } = process.env;
  if (apiKey === undefined || apiKey === "") return null;
  const quiet = { info: () => undefined, warn: () => undefined };
  const model = createModelClient({ apiKey, baseUrl: baseUrl ?? null, model: name, log: quiet });
  return { name, writer: createModelWriter({ model }), reviser: createModelReviser({ model }) };
}

/** All results in order, a few at a time. One that throws is told and ends the run: a score without it would lie. */
async function inLanes<Item, Result>(items: readonly Item[], run: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) results[index] = await run(item);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  return results;
}
