import { expect, test } from "vitest";
import { parseManifest } from "../../src/sandbox/manifest.ts";
import { manifest } from "./bot.ts";

const yaml = (lines: string) => () => parseManifest(`display_information:\n  name: Test\n${lines}`);

test("a manifest becomes an app", () => {
  const app = parseManifest(manifest());
  expect(app).toMatchObject({
    name: "Testbot",
    botName: "Testbot",
    interactive: true,
    homeTab: true,
    messagesTab: "on",
    socketMode: true,
  });
  expect(app.commands).toEqual([
    { command: "/try", description: "Tries", usageHint: "[something]", shouldEscape: true },
  ]);
  expect(app.events.has("app_mention")).toBe(true);
});

test("everything that is wrong is named", () => {
  expect(yaml("colour: red")).toThrow(/colour/);
  expect(() => parseManifest(`display_information:\n  name: ${"x".repeat(36)}`)).toThrow(/name/);
  expect(
    yaml(
      "features:\n  shortcuts:\n    - {name: A name that is much too long, callback_id: x, description: y, type: message}",
    ),
  ).toThrow(/shortcuts/);
  expect(yaml("features:\n  bot_user: {display_name: T}\n  slash_commands: [{command: /x, description: y}]")).toThrow(
    "slash commands need the scope commands",
  );
  expect(yaml("settings:\n  event_subscriptions: {bot_events: [app_mention]}")).toThrow(
    "event app_mention needs the bot scope app_mentions:read",
  );
  expect(yaml("settings:\n  event_subscriptions: {bot_events: [full_moon]}")).toThrow("unknown event: full_moon");
  expect(yaml("oauth_config:\n  scopes: {bot: [chat:write]}")).toThrow("bot scopes need features.bot_user");
});
