import { z } from "zod";
import { SlackError } from "./errors.ts";
import type { View } from "./state.ts";
import type { BotAnswer } from "./transport.ts";
import type { ViewContent } from "./views.ts";
import type { Workspace } from "./workspace.ts";

const responseAction = z.discriminatedUnion("response_action", [
  z.object({ response_action: z.literal("clear") }),
  z.object({ response_action: z.literal("errors"), errors: z.record(z.string(), z.string()) }),
  z.object({ response_action: z.literal("update"), view: z.unknown() }),
  z.object({ response_action: z.literal("push"), view: z.unknown() }),
]);

const trouble = "We had some trouble connecting. Try again?";

type Parts = {
  workspace: Workspace;
  user: string;
  view: View;
  answer: BotAnswer;
  readView: (raw: unknown) => ViewContent;
};

/** Does what an app answered to a submission: close the modal, close all, show errors, or show another view. */
export function submissionAnswer({
  workspace,
  user,
  view,
  answer,
  readView,
}: Parts): { [blockId: string]: string } | null {
  const { views, feed } = workspace;
  const failed = (text: string) => {
    feed.emit({ type: "notice", user, text });
    return {};
  };
  if (answer.failure !== null) return failed(trouble);
  const empty = answer.body === null || answer.body === "" || Object.keys(answer.body).length === 0;
  if (empty) {
    if (views.modals(user).at(-1) === view) views.close(user, "top");
    return null;
  }
  const parsed = responseAction.safeParse(answer.body);
  if (!parsed.success) return failed(trouble);
  try {
    switch (parsed.data.response_action) {
      case "clear":
        views.close(user, "all");
        return null;
      case "errors": {
        const known = new Set(view.blocks.map((block) => block.block_id));
        const { errors } = parsed.data;
        return Object.keys(errors).every((id) => known.has(id)) ? errors : failed(trouble);
      }
      case "update":
        views.update(view, readView(parsed.data.view));
        return null;
      case "push":
        views.push(user, readView(parsed.data.view));
        return null;
    }
  } catch (error) {
    if (error instanceof SlackError) return failed(`${trouble} (${error.code}: ${JSON.stringify(error.details)})`);
    throw error;
  }
}
