import { z } from "zod";
import { readMessageBlocks } from "./blocks/check.ts";
import type { Clock } from "./clock.ts";
import { SlackError } from "./errors.ts";
import type { Ids } from "./ids.ts";
import { deliveryLimits, messageLimits } from "./limits.ts";
import type { JsonObject } from "./page-api.ts";
import type { Message } from "./state.ts";
import type { Workspace } from "./workspace.ts";

/** Where an answer goes: to the person, in this channel and thread; `source` is the message whose button was pressed. */
export type ResponseTarget = {
  workspace: Workspace;
  user: string;
  channel: string;
  threadTs: string | null;
  source: Message | null;
};

export type ResponseUrls = {
  /** The path of a new response URL. */
  issue(target: ResponseTarget): string;
  /** Answers what Slack answers to a POST there: a status and a body. */
  use(path: string, body: unknown): { status: number; body: JsonObject | string };
  /** Shows what an app answered directly to a command or pressed button. */
  respond(target: ResponseTarget, body: unknown): void;
};

const response = z.looseObject({
  text: z.string().max(messageLimits.text).optional(),
  blocks: z.unknown().optional(),
  response_type: z.enum(["ephemeral", "in_channel"]).default("ephemeral"),
  replace_original: z.boolean().default(false),
  delete_original: z.boolean().default(false),
  thread_ts: z.string().optional(),
});

/** The addresses under which an app may answer a command or an action: five times within half an hour. */
export function createResponseUrls({ clock, ids }: { clock: Clock; ids: Ids }): ResponseUrls {
  const issued = new Map<string, { target: ResponseTarget; at: number; uses: number }>();

  function respond(target: ResponseTarget, body: unknown): void {
    const { workspace, source } = target;
    const fields = response.parse(body);
    if (fields.delete_original && source !== null) {
      workspace.messages.remove(source, workspace.bot.id);
      return;
    }
    const blocks = fields.blocks === undefined ? [] : readMessageBlocks(fields.blocks, ids);
    const text = fields.text ?? "";
    if (text === "" && blocks.length === 0) throw new SlackError("no_text");
    if (fields.replace_original && source !== null) {
      workspace.messages.edit(source, { by: workspace.bot.id, text, blocks });
      return;
    }
    workspace.messages.post({
      channel: target.channel,
      user: workspace.bot.id,
      botId: workspace.botId,
      text,
      blocks,
      threadTs: fields.thread_ts ?? target.threadTs,
      ephemeralFor: fields.response_type === "ephemeral" ? target.user : null,
    });
  }

  return {
    respond,
    issue(target) {
      const kind = target.source === null ? "commands" : "actions";
      const path = `/${kind}/${target.workspace.id}/${ids.hex(12)}/${ids.hex(24)}`;
      issued.set(path, { target, at: clock.now(), uses: 0 });
      return path;
    },
    use(path, body) {
      const found = issued.get(path);
      if (found === undefined) return { status: 404, body: { ok: false, error: "invalid_url" } };
      if (clock.now() - found.at > deliveryLimits.responseUrlLifetime) {
        return { status: 404, body: { ok: false, error: "expired_url" } };
      }
      if (found.uses >= deliveryLimits.responseUrlUses) return { status: 404, body: { ok: false, error: "used_url" } };
      try {
        respond(found.target, body);
      } catch (error) {
        if (error instanceof SlackError)
          return { status: 400, body: { ok: false, error: error.code, ...error.details } };
        if (error instanceof z.ZodError) return { status: 400, body: { ok: false, error: "invalid_payload" } };
        throw error;
      }
      found.uses += 1;
      return { status: 200, body: "ok" };
    },
  };
}
