import { z } from "zod";
import { SlackError } from "../errors.ts";
import { statusLimits } from "../limits.ts";
import { argument, type Call, defineMethod, findMessage, joinedChannel, type MethodTable } from "../method.ts";
import { rates } from "../rates.ts";

const thread = { channel_id: argument.text, thread_ts: argument.text };

/** What an app says about its work in a thread. */
export const agentMethods: MethodTable = {
  "assistant.threads.setStatus": defineMethod({
    scopes: ["assistant:write", "chat:write"],
    rate: rates.special,
    args: z.object({
      ...thread,
      status: argument.text,
      loading_messages: argument
        .json(z.array(z.string().min(1).max(statusLimits.loadingMessage)).min(1).max(statusLimits.loadingMessages))
        .optional(),
    }),
    run(call, args) {
      const rootTs = threadOf(call, args);
      const { workspace } = call;
      workspace.setStatus({ channel: args.channel_id, threadTs: rootTs, user: workspace.bot.id, status: args.status });
      return {};
    },
  }),

  "assistant.threads.setTitle": defineMethod({
    scopes: ["assistant:write"],
    rate: rates.tier3,
    args: z.object({ ...thread, title: argument.text }),
    run(call, args) {
      threadOf(call, args);
      return {};
    },
  }),

  "assistant.threads.setSuggestedPrompts": defineMethod({
    scopes: ["assistant:write"],
    rate: rates.tier3,
    args: z.object({
      ...thread,
      title: argument.text.optional(),
      prompts: argument.json(
        z
          .array(z.object({ title: z.string().min(1), message: z.string().min(1) }))
          .min(1)
          .max(statusLimits.suggestedPrompts),
      ),
    }),
    run(call, args) {
      threadOf(call, args);
      return {};
    },
  }),

  "agents.sessions.setStatus": defineMethod({
    scopes: ["assistant:write", "chat:write"],
    rate: rates.tier3,
    args: z.object({ ...thread, status: z.enum(["active", "processing", "suspended", "closed"]) }),
    run(call, args) {
      const rootTs = threadOf(call, args);
      const { workspace } = call;
      const status = args.status === "processing" ? "is working…" : "";
      workspace.setStatus({ channel: args.channel_id, threadTs: rootTs, user: workspace.bot.id, status });
      return {};
    },
  }),
};

function threadOf({ workspace }: Call, args: { channel_id: string; thread_ts: string }): string {
  const channel = joinedChannel(workspace, args.channel_id);
  const message = findMessage(workspace, channel, args.thread_ts, "invalid_thread_ts");
  if (message.tombstone) throw new SlackError("invalid_thread_ts");
  return message.threadTs ?? message.ts;
}
