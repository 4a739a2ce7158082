/** What a call to the model asks for, read off its prompt, and the right answer to it. */

import { type Stage, stageNames } from "../../src/course/stages.ts";
import { answerFor, answerForPart, partAskedFor } from "../fixtures/model-answers.ts";
import { blank, operation } from "../fixtures/model-replies.ts";
import { markPrefix, replyKinds } from "./plan.ts";

export type AskedOfModel = {
  /** The mark in the request or the reply. */
  mark: string;
  /** Sections or parts, by the names under which the bot saves them; "revision" for a reply. */
  writes: readonly string[];
  /** JSON text. */
  right: string;
};

/** @param schemaName the name of the schema that the answer has to fit */
export function readAsked(schemaName: string, prompt: string): AskedOfModel {
  if (schemaName === "course_revision") {
    const reply = /\[\[\w+ reply\]\]\n([\s\S]*?)\n\[\[/.exec(prompt)?.[1] ?? "";
    return { mark: markIn(reply), writes: ["revision"], right: JSON.stringify(revision(reply)) };
  }
  const mark = markIn(/request: .*/.exec(prompt)?.[0] ?? "");
  if (schemaName !== "course_part") {
    const stage: Stage = stageNames.find((name) => schemaName.endsWith(name)) ?? "overview";
    return { mark, writes: [stage], right: answerFor(stage, prompt) };
  }
  const part = partAskedFor(prompt) ?? { kind: "assessments" };
  const right = answerForPart(part, prompt);
  switch (part.kind) {
    case "plan":
      return { mark, writes: [...part.missing, "outline"], right };
    case "details":
      return { mark, writes: [`modules ${part.from} to ${part.to}`], right };
    case "assessments":
      return { mark, writes: ["assessments"], right };
  }
}

function markIn(text: string): string {
  return new RegExp(`${markPrefix}\\w+`).exec(text)?.[0] ?? "";
}

const nothing = { ...blank, kind: "nothing" };

function revision(reply: string): object {
  const mark = markIn(reply);
  if (reply.startsWith(replyKinds.question)) {
    return { ...nothing, kind: "answer", answer: `It covers what its title says (${mark}).` };
  }
  if (reply.startsWith(replyKinds.undo)) return { ...nothing, kind: "undo" };
  if (reply.startsWith(replyKinds.change)) {
    const description = `People work on a case of their own and write down what they found (${mark}).`;
    return { ...nothing, kind: "revision", operations: [{ ...operation, id: "m1", description }] };
  }
  if (reply.startsWith(replyKinds.addition)) {
    const added = {
      ...operation,
      op: "add",
      id: "new1",
      title: `A drill with the team (${mark})`,
      description: "People go through the case step by step and time each of them.",
      duration: "30 minutes",
      topics: ["Roles", "Times"],
      objective_ids: ["o1"],
      passages: [],
    };
    return { ...nothing, kind: "revision", operations: [added] };
  }
  return nothing;
}
