import { z } from "zod";
import { SlackError } from "../errors.ts";
import { argument, type Call, defineMethod, findChannel, type MethodTable, page, paging, scopeFor } from "../method.ts";
import { channelObject } from "../objects.ts";
import type { JsonObject } from "../page-api.ts";
import { rates } from "../rates.ts";
import type { Channel } from "../state.ts";

const kinds: Readonly<Record<string, Channel["kind"] | "mpim">> = {
  public_channel: "channel",
  private_channel: "private",
  im: "im",
  mpim: "mpim",
};
const kindScopes: Readonly<Record<string, string>> = {
  public_channel: "channels:read",
  private_channel: "groups:read",
  im: "im:read",
  mpim: "mpim:read",
};

export const conversationMethods: MethodTable = {
  "conversations.info": defineMethod({
    rate: rates.tier3,
    args: z.object({ channel: argument.text, include_num_members: argument.flag.optional() }),
    run(call, { channel: id }) {
      const channel = readable(call, id);
      return { channel: channelObject(call.workspace, channel) };
    },
  }),

  "conversations.members": defineMethod({
    rate: rates.tier4,
    args: z.object({ channel: argument.text, ...paging }),
    run(call, { channel: id, ...paged }) {
      const channel = readable(call, id);
      const { items, next } = page([...channel.members], paged);
      return { members: items, response_metadata: { next_cursor: next } };
    },
  }),

  "conversations.list": defineMethod({
    rate: rates.tier2,
    args: z.object({ types: argument.list.optional(), exclude_archived: argument.flag.optional(), ...paging }),
    run(call, { types, exclude_archived, ...paged }) {
      const seen = channelsOf(call, types).filter(({ archived }) => !(exclude_archived && archived));
      const { items, next } = page(seen, paged);
      return {
        channels: items.map((channel) => channelObject(call.workspace, channel)),
        response_metadata: { next_cursor: next },
      };
    },
  }),

  "users.conversations": defineMethod({
    rate: rates.tier3,
    args: z.object({ user: argument.text.optional(), types: argument.list.optional(), ...paging }),
    run(call, { user = call.workspace.bot.id, types, ...paged }) {
      if (!call.workspace.users.has(user)) throw new SlackError("user_not_found");
      const joined = channelsOf(call, types).filter(({ members }) => members.has(user));
      const { items, next } = page(joined, paged);
      return {
        channels: items.map((channel) => channelObject(call.workspace, channel)),
        response_metadata: { next_cursor: next },
      };
    },
  }),

  "conversations.open": defineMethod({
    scopes: ["im:write"],
    rate: rates.tier3,
    args: z.object({
      users: argument.list.optional(),
      channel: argument.text.optional(),
      return_im: argument.flag.optional(),
    }),
    run({ workspace }, { users, channel: id, return_im }): JsonObject {
      if (id !== undefined) {
        const open = findChannel(workspace, id);
        const known: JsonObject = { no_op: true, already_open: true };
        return { ...known, channel: return_im ? channelObject(workspace, open) : { id: open.id } };
      }
      const [user, ...others] = users ?? [];
      if (user === undefined) throw new SlackError("users_list_not_supplied");
      if (others.length > 0) throw new SlackError("method_not_supported_for_channel_type");
      if (!workspace.users.has(user)) throw new SlackError("user_not_found");
      const channel = workspace.directMessage(user);
      return { channel: return_im ? channelObject(workspace, channel) : { id: channel.id } };
    },
  }),

  "conversations.join": defineMethod({
    scopes: ["channels:join"],
    rate: rates.tier3,
    args: z.object({ channel: argument.text }),
    run({ workspace }, { channel: id }) {
      const channel = findChannel(workspace, id);
      if (channel.kind !== "channel") throw new SlackError("method_not_supported_for_channel_type");
      if (channel.archived) throw new SlackError("is_archived");
      const already = channel.members.has(workspace.bot.id);
      workspace.join(channel, workspace.bot.id);
      return {
        channel: channelObject(workspace, channel),
        ...(already ? { warning: "already_in_channel", response_metadata: { warnings: ["already_in_channel"] } } : {}),
      };
    },
  }),

  "conversations.leave": defineMethod({
    scopes: ["channels:manage", "channels:write", "groups:write"],
    rate: rates.tier3,
    args: z.object({ channel: argument.text }),
    run({ workspace }, { channel: id }): JsonObject {
      const channel = findChannel(workspace, id);
      const inside = channel.members.has(workspace.bot.id);
      workspace.leave(channel, workspace.bot.id);
      return inside ? {} : { not_in_channel: true };
    },
  }),
};

/** A channel whose description the app may read. */
function readable(call: Call, id: string): Channel {
  const hidden = call.workspace.channels.get(id);
  // Slack asks for the scope of the kind of channel before it says whether the app may see it.
  if (hidden !== undefined) call.need(scopeFor(hidden, "read"));
  return findChannel(call.workspace, id);
}

function channelsOf(call: Call, types: readonly string[] = ["public_channel"]): Channel[] {
  const { workspace } = call;
  const wanted = types.map((type) => {
    const scope = kindScopes[type];
    if (scope === undefined) throw new SlackError("invalid_types");
    call.need(scope);
    return kinds[type];
  });
  return [...workspace.channels.values()].filter(
    ({ kind, members }) => wanted.includes(kind) && (kind === "channel" || members.has(workspace.bot.id)),
  );
}
