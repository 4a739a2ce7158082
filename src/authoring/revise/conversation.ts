/** What was said before, in a few words a turn: so that "no, the other one" can be understood. */
import { type ReviseOutcome, reviseOutcomeSchema, revisePayloadSchema } from "../../course/revision.ts";
import type { RequestRecord } from "../../storage/store.ts";
import type { Turn } from "../reviser.ts";

const longestTurn = 600;

/** The turns of the requests that are done, in the order given. */
export function conversationOf(requests: readonly RequestRecord[]): Turn[] {
  return requests.flatMap(({ payload, outcome, authorId }) => {
    const asked = revisePayloadSchema.safeParse(payload);
    const came = reviseOutcomeSchema.safeParse(outcome);
    if (!asked.success || !came.success || came.data.kind === "nothing") return [];
    const reply = asked.data.action === "reply" ? asked.data.text : `(${asked.data.action})`;
    return [{ author: authorId, reply: clip(reply), outcome: clip(inWords(came.data)) }];
  });
}

function inWords(outcome: ReviseOutcome): string {
  switch (outcome.kind) {
    case "answered":
      return outcome.text;
    case "revised":
      return [
        ...outcome.changes.map((change) =>
          "id" in change ? `${change.kind} ${change.id} "${change.title}"` : `changed the ${change.kind}`,
        ),
        ...outcome.obstacles.map(({ code }) => `not done: ${code}`),
      ].join("; ");
    case "explained":
      return `nothing was changed: ${outcome.obstacles.map((obstacle) => JSON.stringify(obstacle)).join("; ")}`;
    default:
      return outcome.kind;
  }
}

function clip(text: string): string {
  return text.length <= longestTurn ? text : `${text.slice(0, longestTurn).toWellFormed()}…`;
}
