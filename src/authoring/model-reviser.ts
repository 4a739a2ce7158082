/** The reviser that asks a language model. */
import { titleOf } from "../course/diff.ts";
import type { ModelClient } from "../model/model-client.ts";
import { parsePartialJson } from "../model/partial-json.ts";
import { replyJsonSchema } from "./model-revise/answer-schema.ts";
import { convertReply } from "./model-revise/convert.ts";
import { buildRevisePrompt } from "./model-revise/prompt.ts";
import { mentionedItems } from "./offline-revise/targets.ts";
import type { Revised, Reviser, ReviseTask } from "./reviser.ts";

/** Room for a whole course in another language and for what a model thinks before it writes. */
const maxOutputTokens = 24_000;

/** Makes a reviser of a client. */
export function createModelReviser({ model }: { model: ModelClient }): Reviser {
  const schema = replyJsonSchema();
  return {
    kind: "model",
    query: ({ course, seen, reply, target }) => {
      const fixed =
        target === null
          ? []
          : [...course.objectives, ...course.modules, ...course.assessments].filter(
              ({ id }) => target.kind === "items" && target.ids.includes(id),
            );
      const titles = [...fixed.map(titleOf), ...mentionedItems(seen, reply).map(({ title }) => title)];
      const words = [reply.replace(/@("[^"]*"|\S+)/g, " "), ...titles].join(" ").trim();
      if (words !== "") return words;
      return target?.kind === "section" ? course.overview.title : null;
    },
    async revise(task: ReviseTask, signal): Promise<Revised> {
      let text = "";
      let done: Pick<Revised, "usage" | "model"> = { usage: { input: 0, cachedInput: 0, output: 0 }, model: "" };
      const events = model.streamJson({
        ...buildRevisePrompt(task),
        schemaName: "course_revision",
        schema,
        signal,
        maxOutputTokens,
      });
      for await (const event of events) {
        if (event.type === "text") text += event.text;
        else if (event.type === "restart") text = "";
        else done = { usage: event.usage, model: event.model };
      }
      const { state, value } = parsePartialJson(text);
      const result: Revised["result"] =
        state === "complete"
          ? convertReply(value, task)
          : { ok: false, problem: state === "empty" ? "nothing came" : "this is not a complete JSON object" };
      return { text, ...done, result };
    },
  };
}
