import { z } from "zod";
import { issueTexts } from "./blocks/check.ts";
import type { Context } from "./context.ts";
import { invalid, SlackError } from "./errors.ts";
import type { JsonObject } from "./page-api.ts";
import type { Rate } from "./rates.ts";
import type { Channel, Message } from "./state.ts";
import type { Workspace } from "./workspace.ts";

/** What a method of the Web API gets to work with. */
export type Call = {
  context: Context;
  workspace: Workspace;
  /** @throws SlackError `missing_scope` unless the app has one of these. */
  need(...anyOf: string[]): void;
};

type TokenKind = "bot" | "app" | "none";

export type Method = {
  /** Any one of these bot scopes is enough; none at all when empty. */
  scopes: readonly string[];
  rate: Rate;
  token: TokenKind;
  /** The channel that a call counts for, when calls are counted by channel. */
  rateChannel?: (raw: JsonObject) => string;
  run(call: Call, raw: JsonObject): JsonObject | Promise<JsonObject>;
};

export type MethodTable = Readonly<Record<string, Method>>;

type Definition<S extends z.ZodType> = {
  scopes?: readonly string[];
  rate: Rate;
  token?: TokenKind;
  rateChannel?: (raw: JsonObject) => string;
  args: S;
  run(call: Call, args: z.infer<S>): JsonObject | Promise<JsonObject>;
};

/** Describes a method: its arguments are parsed before it runs; unknown arguments are ignored, as Slack does. */
export function defineMethod<S extends z.ZodType>(definition: Definition<S>): Method {
  const { scopes = [], rate, token = "bot", rateChannel, args, run } = definition;
  return {
    scopes,
    rate,
    token,
    ...(rateChannel === undefined ? {} : { rateChannel }),
    run(call, raw) {
      const parsed = args.safeParse(raw);
      if (parsed.success) return run(call, parsed.data);
      const messages = parsed.error.issues.flatMap((issue) => issueTexts(issue, ""));
      throw invalid("invalid_arguments", messages);
    },
  };
}

const parseJson = (value: unknown): unknown => {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
};

/** Argument types, as they come in forms (all strings, nested values as JSON) or in JSON bodies. */
export const argument = {
  text: z.string(),
  flag: z.preprocess(
    (value) =>
      value === "true" || value === "1" || value === 1
        ? true
        : value === "false" || value === "0" || value === 0
          ? false
          : value,
    z.boolean(),
  ),
  integer: z.coerce.number().pipe(z.int()),
  json: <S extends z.ZodType>(schema: S) => z.preprocess(parseJson, schema),
  /** Any JSON value: what it should be is checked later, with Slack's own error codes. */
  anyJson: z.preprocess(parseJson, z.unknown()),
  list: z.string().transform((value) => value.split(",").map((each) => each.trim())),
} as const;

/** The channel when the app may see it: private ones that it is not in do not exist for it. */
export function findChannel(workspace: Workspace, id: string): Channel {
  const channel = workspace.channels.get(id);
  const hidden = channel !== undefined && channel.kind !== "channel" && !channel.members.has(workspace.bot.id);
  if (channel === undefined || hidden) throw new SlackError("channel_not_found");
  return channel;
}

/** The channel, when the app is in it. */
export function joinedChannel(workspace: Workspace, id: string): Channel {
  const channel = findChannel(workspace, id);
  if (!channel.members.has(workspace.bot.id)) throw new SlackError("not_in_channel");
  return channel;
}

/** A message that everybody in the channel can see. */
export function findMessage(workspace: Workspace, channel: Channel, ts: string, error = "message_not_found"): Message {
  const message = workspace.messages.find(channel.id, ts);
  if (message === null || message.ephemeralFor !== null) throw new SlackError(error);
  return message;
}

/** `channels:history` and its like for the kind of channel at hand. */
export function scopeFor(channel: Channel, what: "read" | "history"): string {
  const kinds = { channel: "channels", private: "groups", im: "im" } as const;
  return `${kinds[channel.kind]}:${what}`;
}

const pageSize = z.coerce.number().pipe(z.int().min(1).max(1_000));

/** `limit` and `cursor` of methods that answer in pages. */
export const paging = { limit: pageSize.optional(), cursor: z.string().optional() };

/** Cuts a page out of a list and says where the next one begins. */
export function page<T>(
  items: readonly T[],
  { limit = 100, cursor }: { limit?: number | undefined; cursor?: string | undefined },
) {
  const decoded = cursor ? Number(Buffer.from(cursor, "base64").toString("utf8").replace("next:", "")) : 0;
  if (!Number.isInteger(decoded) || decoded < 0 || decoded > items.length) throw new SlackError("invalid_cursor");
  const end = decoded + limit;
  const next = end < items.length ? Buffer.from(`next:${end}`).toString("base64") : "";
  return { items: items.slice(decoded, end), next };
}
