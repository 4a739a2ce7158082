import { z } from "zod";
import { SlackError } from "../errors.ts";
import { argument, type Call, defineMethod, findMessage, joinedChannel, type MethodTable } from "../method.ts";
import { messageObject } from "../objects.ts";
import { rates } from "../rates.ts";

/** Slack takes a name with a skin tone behind two colons. */
const emoji = z.string().transform((name) => name.replaceAll(/^:|:$/g, ""));
const target = { channel: argument.text, timestamp: argument.text };

export const reactionMethods: MethodTable = {
  "reactions.add": defineMethod({
    scopes: ["reactions:write"],
    rate: rates.tier3,
    args: z.object({ ...target, name: emoji }),
    run(call, args) {
      if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(args.name)) throw new SlackError("invalid_name");
      const { message } = find(call, args);
      call.workspace.messages.react(message, call.workspace.bot.id, args.name, true);
      return {};
    },
  }),

  "reactions.remove": defineMethod({
    scopes: ["reactions:write"],
    rate: rates.tier2,
    args: z.object({ ...target, name: emoji }),
    run(call, args) {
      const { message } = find(call, args);
      call.workspace.messages.react(message, call.workspace.bot.id, args.name, false);
      return {};
    },
  }),

  "reactions.get": defineMethod({
    scopes: ["reactions:read"],
    rate: rates.tier3,
    args: z.object({ ...target, full: argument.flag.optional() }),
    run(call, args) {
      const { channel, message } = find(call, args);
      return { type: "message", channel: channel.id, message: messageObject(call.workspace, message) };
    },
  }),
};

function find({ workspace }: Call, args: { channel: string; timestamp: string }) {
  const channel = joinedChannel(workspace, args.channel);
  return { channel, message: findMessage(workspace, channel, args.timestamp) };
}
