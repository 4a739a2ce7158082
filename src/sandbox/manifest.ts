import { parse } from "yaml";
import { z } from "zod";
import { manifestLimits as limits } from "./limits.ts";

const name = (longest: number) => z.string().min(1).max(longest);
const url = z.url({ protocol: /^https?$/ });

const command = z.strictObject({
  command: z
    .string()
    .max(limits.command)
    .regex(/^\/[a-z0-9_-]+$/),
  description: name(limits.commandDescription),
  usage_hint: z.string().max(limits.commandUsageHint).optional(),
  should_escape: z.boolean().default(false),
  url: url.optional(),
});

const shortcut = z.strictObject({
  name: name(limits.shortcutName),
  callback_id: name(limits.shortcutCallbackId),
  description: name(limits.shortcutDescription),
  type: z.enum(["message", "global"]),
});

const prompts = z.array(z.strictObject({ title: name(75), message: name(3_000) })).max(limits.suggestedPrompts);

const features = z.strictObject({
  app_home: z
    .strictObject({
      home_tab_enabled: z.boolean().default(false),
      messages_tab_enabled: z.boolean().default(true),
      messages_tab_read_only_enabled: z.boolean().default(false),
    })
    .optional(),
  bot_user: z
    .strictObject({ display_name: name(limits.displayName), always_online: z.boolean().default(false) })
    .optional(),
  shortcuts: z.array(shortcut).max(limits.shortcuts).default([]),
  slash_commands: z.array(command).max(limits.commands).default([]),
  unfurl_domains: z.array(z.string()).max(5).optional(),
  assistant_view: z
    .strictObject({ assistant_description: name(limits.agentDescription), suggested_prompts: prompts.optional() })
    .optional(),
  agent_view: z
    .strictObject({ agent_description: name(limits.agentDescription), suggested_prompts: prompts.optional() })
    .optional(),
  rich_previews: z.strictObject({ is_active: z.boolean(), entity_types: z.array(z.string()).optional() }).optional(),
});

const settings = z.strictObject({
  allowed_ip_address_ranges: z.array(z.string()).max(10).optional(),
  event_subscriptions: z
    .strictObject({
      request_url: url.optional(),
      bot_events: z.array(z.string()).max(limits.events).default([]),
      user_events: z.array(z.string()).max(limits.events).default([]),
    })
    .optional(),
  interactivity: z
    .strictObject({
      is_enabled: z.boolean(),
      request_url: url.optional(),
      message_menu_options_url: url.optional(),
    })
    .optional(),
  org_deploy_enabled: z.boolean().default(false),
  socket_mode_enabled: z.boolean().default(false),
  token_rotation_enabled: z.boolean().default(false),
  is_hosted: z.boolean().optional(),
});

const scopes = z.array(z.string().regex(/^[a-z_.:]+$/)).max(limits.scopes);

const manifestSchema = z.strictObject({
  _metadata: z.strictObject({ major_version: z.int(), minor_version: z.int() }).partial().optional(),
  display_information: z.strictObject({
    name: name(limits.name),
    description: name(limits.description).optional(),
    long_description: z.string().min(limits.longDescriptionFrom).max(limits.longDescription).optional(),
    background_color: z
      .string()
      .regex(/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i)
      .optional(),
  }),
  features: features.prefault({}),
  oauth_config: z
    .strictObject({
      redirect_urls: z.array(url).max(1_000).default([]),
      scopes: z
        .strictObject({
          bot: scopes.default([]),
          bot_optional: scopes.optional(),
          user: scopes.default([]),
          user_optional: scopes.optional(),
        })
        .prefault({}),
      token_management_enabled: z.boolean().optional(),
      pkce_enabled: z.boolean().optional(),
    })
    .prefault({}),
  settings: settings.prefault({}),
});

/** Which bot scope each event wants before Slack lets an app subscribe to it. An empty list wants none. */
const eventScopes: Readonly<Record<string, readonly string[]>> = {
  app_mention: ["app_mentions:read"],
  "message.channels": ["channels:history"],
  "message.groups": ["groups:history"],
  "message.im": ["im:history"],
  "message.mpim": ["mpim:history"],
  app_home_opened: [],
  app_uninstalled: [],
  tokens_revoked: [],
  reaction_added: ["reactions:read"],
  reaction_removed: ["reactions:read"],
  member_joined_channel: ["channels:read", "groups:read"],
  member_left_channel: ["channels:read", "groups:read"],
  file_shared: ["files:read"],
  file_created: ["files:read"],
  file_deleted: ["files:read"],
  channel_archive: ["channels:read"],
  channel_rename: ["channels:read"],
  team_join: ["users:read"],
  user_change: ["users:read"],
  assistant_thread_started: ["assistant:write"],
  assistant_thread_context_changed: ["assistant:write"],
  agent_session_stopped: ["assistant:write", "chat:write"],
};

/** An installed app, as the sandbox needs to know it. */
export type App = {
  name: string;
  description: string;
  botName: string;
  scopes: ReadonlySet<string>;
  events: ReadonlySet<string>;
  commands: readonly { command: string; description: string; usageHint: string; shouldEscape: boolean }[];
  shortcuts: readonly { name: string; callbackId: string; description: string; type: "message" | "global" }[];
  interactive: boolean;
  homeTab: boolean;
  messagesTab: "on" | "read-only" | "off";
  socketMode: boolean;
  redirectUrls: readonly string[];
  tokenRotation: boolean;
};

/**
 * Reads an app manifest the way Slack does when an app is made from it.
 * @throws Error naming every key that is wrong, unknown or over a limit, and every event whose scope is missing.
 */
export function parseManifest(text: string): App {
  const parsed = manifestSchema.safeParse(parse(text));
  if (!parsed.success) throw new Error(`The manifest is not valid:\n${z.prettifyError(parsed.error)}`);
  const { display_information, features, oauth_config, settings } = parsed.data;
  const events = settings.event_subscriptions?.bot_events ?? [];
  const granted = new Set(oauth_config.scopes.bot);
  const problems = events.flatMap((event) => {
    const wanted = eventScopes[event];
    if (wanted === undefined) return [`unknown event: ${event}`];
    const served = wanted.length === 0 || wanted.some((scope) => granted.has(scope));
    return served ? [] : [`event ${event} needs the bot scope ${wanted.join(" or ")}`];
  });
  if (features.slash_commands.length > 0 && !granted.has("commands"))
    problems.push("slash commands need the scope commands");
  if (features.shortcuts.length > 0 && !granted.has("commands")) problems.push("shortcuts need the scope commands");
  if (granted.size > 0 && features.bot_user === undefined) problems.push("bot scopes need features.bot_user");
  if (problems.length > 0) throw new Error(`The manifest is not valid:\n${problems.join("\n")}`);
  const home = features.app_home;
  return {
    name: display_information.name,
    description: display_information.description ?? "",
    botName: features.bot_user?.display_name ?? display_information.name,
    scopes: granted,
    events: new Set(events),
    commands: features.slash_commands.map((each) => ({
      command: each.command,
      description: each.description,
      usageHint: each.usage_hint ?? "",
      shouldEscape: each.should_escape,
    })),
    shortcuts: features.shortcuts.map((each) => ({
      name: each.name,
      callbackId: each.callback_id,
      description: each.description,
      type: each.type,
    })),
    interactive: settings.interactivity?.is_enabled ?? false,
    homeTab: home?.home_tab_enabled ?? false,
    messagesTab:
      home?.messages_tab_enabled === false ? "off" : home?.messages_tab_read_only_enabled ? "read-only" : "on",
    socketMode: settings.socket_mode_enabled,
    redirectUrls: oauth_config.redirect_urls,
    tokenRotation: settings.token_rotation_enabled,
  };
}
