import { z } from "zod";
import { blockProblems, issueTexts, withIds } from "../blocks/check.ts";
import { plainText } from "../blocks/objects.ts";
import { invalid, SlackError } from "../errors.ts";
import type { Ids } from "../ids.ts";
import { viewLimits as limits } from "../limits.ts";
import { argument, type Call, defineMethod, type MethodTable } from "../method.ts";
import { viewObject } from "../objects.ts";
import type { JsonObject } from "../page-api.ts";
import { rates } from "../rates.ts";
import type { View } from "../state.ts";
import type { ViewContent } from "../views.ts";

const common = {
  blocks: z.array(z.record(z.string(), z.json())),
  private_metadata: z.string().max(limits.privateMetadata).default(""),
  callback_id: z.string().max(limits.callbackId).default(""),
  external_id: z.string().max(limits.externalId).default(""),
};
const viewSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("modal"),
    ...common,
    title: plainText(limits.title),
    submit: plainText(limits.submit).nullish(),
    close: plainText(limits.close).nullish(),
    clear_on_close: z.boolean().default(false),
    notify_on_close: z.boolean().default(false),
    submit_disabled: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal("home"), ...common }),
]);

const trigger = { trigger_id: argument.text, view: argument.anyJson };

export const viewMethods: MethodTable = {
  "views.open": defineMethod({
    rate: rates.tier4,
    args: z.object(trigger),
    run({ workspace, context }, args) {
      const content = readView(args.view, "modal", context.ids);
      const { user } = workspace.triggers.take(args.trigger_id);
      return { view: viewObject(workspace, workspace.views.open(user, content)) };
    },
  }),

  "views.push": defineMethod({
    rate: rates.tier4,
    args: z.object(trigger),
    run({ workspace, context }, args) {
      const content = readView(args.view, "modal", context.ids);
      const { user, viewId } = workspace.triggers.take(args.trigger_id);
      if (viewId === null || workspace.views.find(viewId) === null) throw new SlackError("not_found");
      return { view: viewObject(workspace, workspace.views.push(user, content)) };
    },
  }),

  "views.update": defineMethod({
    rate: rates.tier4,
    args: z.object({
      view: argument.anyJson,
      view_id: argument.text.optional(),
      external_id: argument.text.optional(),
      hash: argument.text.optional(),
    }),
    run(call, args) {
      const { workspace, context } = call;
      const view = findView(call, args);
      const content = readView(args.view, view.type, context.ids);
      return { view: viewObject(workspace, workspace.views.update(view, content, args.hash)) };
    },
  }),

  "views.publish": defineMethod({
    rate: rates.tier4,
    args: z.object({ user_id: argument.text, view: argument.anyJson, hash: argument.text.optional() }),
    run({ workspace, context }, args) {
      if (!workspace.app.homeTab) throw new SlackError("not_enabled");
      const user = workspace.users.get(args.user_id);
      if (user === undefined) throw new SlackError("user_not_found");
      const content = readView(args.view, "home", context.ids);
      return { view: viewObject(workspace, workspace.views.publish(user.id, content, args.hash)) };
    },
  }),
};

/**
 * Checks a view as Slack does.
 * @throws SlackError `invalid_arguments` with a message for each fault, `view_too_large`
 */
export function readView(raw: unknown, type: View["type"], ids: Ids): ViewContent {
  const size = Buffer.byteLength(JSON.stringify(raw) ?? "");
  if (size > limits.bytes) throw new SlackError("view_too_large");
  const parsed = viewSchema.safeParse(raw);
  if (!parsed.success) {
    throw invalid(
      "invalid_arguments",
      parsed.error.issues.flatMap((issue) => issueTexts(issue, "/view")),
    );
  }
  const view = parsed.data;
  const problems = blockProblems(view.blocks, view.type, "/view/blocks");
  if (view.type !== type) problems.push(`[ERROR] view type must be ${type} [json-pointer:/view/type]`);
  if (view.type === "modal" && !view.submit && view.blocks.some((block) => block.type === "input")) {
    problems.push("[ERROR] missing required field: submit [json-pointer:/view]");
  }
  if (problems.length > 0) throw invalid("invalid_arguments", problems);
  const content = {
    type: view.type,
    externalId: view.external_id,
    callbackId: view.callback_id,
    privateMetadata: view.private_metadata,
    blocks: withIds(view.blocks, ids),
  };
  if (view.type === "home") {
    return { ...content, title: null, submit: null, close: null, clearOnClose: false, notifyOnClose: false };
  }
  return {
    ...content,
    title: text(view.title),
    submit: view.submit ? text(view.submit) : null,
    close: view.close ? text(view.close) : null,
    clearOnClose: view.clear_on_close,
    notifyOnClose: view.notify_on_close,
  };
}

function text({ text: words, emoji = true }: { text: string; emoji?: boolean | undefined }): JsonObject {
  return { type: "plain_text", text: words, emoji };
}

function findView({ workspace }: Call, args: { view_id?: string | undefined; external_id?: string | undefined }): View {
  const { views } = workspace;
  const view = args.view_id === undefined ? views.findExternal(args.external_id ?? "") : views.find(args.view_id);
  if (view === null) throw new SlackError("not_found");
  return view;
}
