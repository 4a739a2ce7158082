/** The buttons under an answer: taking its change back, and updating what builds on it. */
import type { KnownBlock } from "@slack/types";
import { reviseOutcomeSchema } from "../../course/revision.ts";
import { texts } from "../../texts.ts";
import { actionIds } from "../action-ids.ts";
import { ask } from "../ask.ts";
import { actionKey } from "../ids.ts";
import type { ActionListener } from "../listener.ts";
import { inThreadLanguage } from "../people/locale.ts";
import { answerBlocks } from "../render/answer.ts";
import { note } from "../render/blocks.ts";
import { respond } from "../response-url.ts";
import type { SlackServices } from "../services.ts";
import { type Click, type ClickNeeds, courseClick, tell } from "./course-click.ts";

type Needs = ClickNeeds & Pick<SlackServices, "fetch">;

/** Takes back what the answer's version changed, whatever came after it; or says in the thread why that cannot be. */
export function undoVersion(needs: Needs): ActionListener {
  return courseClick(needs, "everyone", async ({ body, course, value }) => {
    const { isNew } = await ask(needs, course, {
      key: actionKey(actionIds.undo, course.id, `${value.version}:${course.version}`),
      kind: "revise",
      payload: { action: "undo", of: value.version },
      userId: body.user.id,
    });
    if (!isNew) return tell(needs, body, texts.thread.told.already);
    takeAway(needs, { body, course }, answerBlocks.undo, "undo");
  });
}

/** Rewrites what builds on what the answer's version changed. */
export function updateDependents(needs: Needs): ActionListener {
  return courseClick(needs, "everyone", async (click) => {
    const { body, course, value } = click;
    const ids = await dependentsOf(needs, click);
    if (ids.length === 0) return tell(needs, body, texts.buttons.outdated);
    const { isNew } = await ask(needs, course, {
      key: actionKey(actionIds.updateDependents, course.id, String(value.version)),
      kind: "rewrite",
      payload: {
        action: "rewrite",
        target: { kind: "items", ids },
        because: value.version,
      },
      userId: body.user.id,
    });
    if (!isNew) return tell(needs, body, texts.thread.told.already);
    takeAway(needs, click, answerBlocks.dependents, "dependents");
  });
}

/** As the answer named them: it is stored with the request that made the version. */
async function dependentsOf({ store }: Needs, { course, value }: Click): Promise<string[]> {
  const version = await store.courses.version(course.workspaceId, course.id, value.version);
  if (version === null) return [];
  const request = await store.requests.find(course.workspaceId, version.requestId);
  const outcome = reviseOutcomeSchema.safeParse(request?.outcome);
  if (!outcome.success || outcome.data.kind !== "revised") return [];
  return outcome.data.dependents.map(({ id }) => id);
}

/**
 * Puts a line in place of the pressed button, so that everybody sees that it was pressed: in the language of the thread, not in
 * that of whoever pressed it. A failure costs only that.
 */
function takeAway(
  { background, fetch }: Needs,
  { body, course }: Pick<Click, "body" | "course">,
  blockId: string,
  asked: "undo" | "dependents",
): void {
  const { message, response_url: address } = body;
  if (message === undefined || address === undefined) return;
  const words = inThreadLanguage(course, () => texts.thread.answer.asked[asked]);
  const line: KnownBlock = { ...note(words), block_id: `${blockId}_taken` };
  const blocks = message.blocks.map((block) => (block.block_id === blockId ? line : block));
  background.run("take a button away", () =>
    respond(fetch, address, { replace_original: true, text: message.text, blocks }),
  );
}
