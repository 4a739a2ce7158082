/** What an installation asks for, and where it begins and ends. Apart, so that a script can read it without the rest. */

/** What the bot may do, as `manifest.yml` declares it. */
export const botScopes = [
  "app_mentions:read",
  "channels:history",
  "channels:read",
  "chat:write",
  "commands",
  "files:read",
  "files:write",
  "groups:history",
  "groups:read",
  "im:history",
  "im:read",
  "im:write",
  "mpim:history",
  "mpim:read",
  "reactions:write",
  "users:read",
] as const;

export const installPath = "/slack/install";
export const redirectPath = "/slack/oauth_redirect";
