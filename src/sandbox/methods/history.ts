import { z } from "zod";
import {
  argument,
  type Call,
  defineMethod,
  findMessage,
  joinedChannel,
  type MethodTable,
  page,
  paging,
  scopeFor,
} from "../method.ts";
import { messageObject } from "../objects.ts";
import { rates } from "../rates.ts";
import type { Channel, Message } from "../state.ts";

const window = {
  channel: argument.text,
  oldest: argument.text.optional(),
  latest: argument.text.optional(),
  inclusive: argument.flag.optional(),
  include_all_metadata: argument.flag.optional(),
  ...paging,
};

export const historyMethods: MethodTable = {
  "conversations.history": defineMethod({
    rate: rates.tier3,
    args: z.object(window),
    run(call, args) {
      const channel = readable(call, args.channel);
      const roots = call.workspace.messages
        .list(channel.id)
        .filter(({ threadTs, ephemeralFor }) => threadTs === null && ephemeralFor === null)
        .filter((message) => within(message, args))
        .reverse();
      return messagesPage(call, roots, args);
    },
  }),

  "conversations.replies": defineMethod({
    rate: rates.tier3,
    args: z.object({ ...window, ts: argument.text }),
    run(call, args) {
      const channel = readable(call, args.channel);
      const found = findMessage(call.workspace, channel, args.ts, "thread_not_found");
      const rootTs = found.threadTs ?? found.ts;
      const thread = call.workspace.messages
        .thread(channel.id, rootTs)
        // The root always comes along, whatever the time window says.
        .filter((message) => message.ts === rootTs || within(message, args));
      return messagesPage(call, thread, { limit: 1_000, ...args });
    },
  }),
};

function readable(call: Call, id: string): Channel {
  const channel = call.workspace.channels.get(id);
  if (channel !== undefined) call.need(scopeFor(channel, "history"));
  return joinedChannel(call.workspace, id);
}

type Window = {
  oldest?: string | undefined;
  latest?: string | undefined;
  inclusive?: boolean | undefined;
  include_all_metadata?: boolean | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
};

function within({ ts }: Message, { oldest, latest, inclusive }: Window): boolean {
  const at = Number(ts);
  const from = Number(oldest ?? 0);
  const to = latest === undefined ? Number.POSITIVE_INFINITY : Number(latest);
  return inclusive ? at >= from && at <= to : at > from && at < to;
}

function messagesPage({ workspace }: Call, messages: Message[], window: Window) {
  const { items, next } = page(messages, window);
  return {
    messages: items.map((message) =>
      messageObject(workspace, message, { metadata: window.include_all_metadata ?? false }),
    ),
    has_more: next !== "",
    ...(next === "" ? {} : { response_metadata: { next_cursor: next } }),
  };
}
