/** `manifest.yml` holds just what the code uses: no scope, event or command more, and none less. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { parseManifest } from "../../src/sandbox/manifest.ts";
import { botScopes } from "../../src/slack/install/scopes.ts";
import { httpManifest } from "../../src/slack/manifest.ts";
import { botEvents, commandName } from "../../src/slack/register.ts";

const root = resolve(import.meta.dirname, "../..");
const text = readFileSync(join(root, "manifest.yml"), "utf8");
const manifest = z
  .object({
    features: z.object({ slash_commands: z.array(z.object({ command: z.string(), should_escape: z.boolean() })) }),
    oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
    settings: z.object({
      event_subscriptions: z.object({ bot_events: z.array(z.string()) }),
      socket_mode_enabled: z.boolean(),
    }),
  })
  .parse(parse(text));

/** What each method of the Web API needs, as Slack documents it; an empty list needs no scope. */
const scopesOf: Record<string, readonly string[]> = {
  "auth.test": [],
  "assistant.threads.setStatus": ["chat:write"],
  "chat.delete": ["chat:write"],
  "chat.getPermalink": [],
  "chat.postEphemeral": ["chat:write"],
  "chat.postMessage": ["chat:write"],
  "chat.update": ["chat:write"],
  "conversations.history": ["channels:history", "groups:history", "im:history", "mpim:history"],
  "conversations.info": ["channels:read", "groups:read", "im:read", "mpim:read"],
  "conversations.members": ["channels:read", "groups:read", "im:read", "mpim:read"],
  "conversations.open": ["im:write"],
  "conversations.replies": ["channels:history", "groups:history", "im:history", "mpim:history"],
  "files.completeUploadExternal": ["files:write"],
  "files.delete": ["files:write"],
  "files.getUploadURLExternal": ["files:write"],
  "files.info": ["files:read"],
  "reactions.add": ["reactions:write"],
  "reactions.remove": ["reactions:write"],
  "users.info": ["users:read"],
  "users.list": ["users:read"],
  "views.open": [],
  "views.publish": [],
  "views.push": [],
  "views.update": [],
};
const scopesOfEvents: Record<string, readonly string[]> = {
  agent_session_stopped: [],
  app_home_opened: [],
  app_mention: ["app_mentions:read"],
  app_uninstalled: [],
  tokens_revoked: [],
  "message.channels": ["channels:history"],
  "message.groups": ["groups:history"],
  "message.im": ["im:history"],
  "message.mpim": ["mpim:history"],
};

/** Every `client.family.method(` in the bot's Slack code. */
function methodsUsed(): string[] {
  const files = readdirSync(join(root, "src/slack"), { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".ts"),
  );
  const families = "auth|assistant|chat|conversations|files|reactions|users|views|team|bots";
  const call = new RegExp(`\\.(${families})\\.((?:threads\\.)?[a-z]\\w*)\\(`, "gi");
  const found = files.flatMap((path) =>
    [...readFileSync(join(root, "src/slack", path), "utf8").matchAll(call)].map((match) => `${match[1]}.${match[2]}`),
  );
  return [...new Set(found)].filter((method) => !/^views\.(safeParse|parse)/.test(method)).sort();
}

describe("manifest.yml", () => {
  test("is one that Slack takes", () => {
    expect(() => parseManifest(text)).not.toThrow();
  });

  test("every method that the code calls is known to this test", () => {
    expect(methodsUsed().filter((method) => !(method in scopesOf) && !(method === "files.map"))).toEqual([]);
  });

  test("declares just the scopes that the code needs", () => {
    const needed = new Set([
      "commands",
      ...methodsUsed().flatMap((method) => scopesOf[method] ?? []),
      ...manifest.settings.event_subscriptions.bot_events.flatMap((event) => scopesOfEvents[event] ?? []),
    ]);
    expect(manifest.oauth_config.scopes.bot.toSorted()).toEqual([...needed].sort());
  });

  test("an installation asks for the same scopes", () => {
    expect([...botScopes]).toEqual(manifest.oauth_config.scopes.bot);
  });

  test("subscribes to just the events that have listeners", () => {
    const events = new Set(manifest.settings.event_subscriptions.bot_events.map((event) => event.split(".")[0]));
    expect([...events].sort()).toEqual([...botEvents].sort());
  });

  test("the command is the one that is registered, and Slack escapes its text", () => {
    expect(manifest.features.slash_commands).toEqual([
      expect.objectContaining({ command: commandName, should_escape: true }),
    ]);
  });

  test("can be pasted as it is: Socket Mode, no addresses", () => {
    expect(manifest.settings.socket_mode_enabled).toBe(true);
    expect(text).not.toContain("request_url");
  });

  test("the HTTP one has the bot's addresses, and only https will do", () => {
    const http = httpManifest(text, "https://courses.example.com");
    expect(() => parseManifest(http)).not.toThrow();
    expect(http.match(/https:\/\/courses\.example\.com\/slack\/events/g)?.length).toBeGreaterThanOrEqual(3);
    expect(parse(http)).toMatchObject({ settings: { socket_mode_enabled: false } });
    expect(() => httpManifest(text, "http://courses.example.com")).toThrow(/https/);
    expect(() => httpManifest(text, "courses")).toThrow(/https/);
  });
});
