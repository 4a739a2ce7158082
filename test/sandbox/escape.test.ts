import { expect, test } from "vitest";
import { escapeText, typedCommand, typedMessage, unescapeText } from "../../src/sandbox/escape.ts";
import { fc } from "../fixtures/properties.ts";
import { startSandbox } from "./bot.ts";

await using running = await startSandbox();
const { driver } = running;
const people = {
  users: [...driver.workspace.users.values()],
  channels: [...driver.workspace.channels.values()],
};
const id = (name: string) => driver.user(name).id;

test("people, channels, groups and addresses become Slack's marks", () => {
  expect(typedMessage("hey @grace, see #learning", people)).toBe(
    `hey <@${id("grace")}>, see <#${driver.channel("learning").id}|learning>`,
  );
  expect(typedMessage("@Ada Okafor and @TESTBOT", people)).toBe(`<@${id("ada")}> and <@${driver.workspace.bot.id}>`);
  expect(typedMessage("@here and @channel", people)).toBe("<!here> and <!channel>");
  expect(typedMessage("see https://x.example/a?b=1&c=2.", people)).toBe("see <https://x.example/a?b=1&amp;c=2>.");
  expect(typedMessage("mail a@b.example", people)).toBe("mail <mailto:a@b.example|a@b.example>");
  expect(typedMessage("use handbook.md", people)).toBe("use <http://handbook.md|handbook.md>");
});

test("what is no mention stays what it is", () => {
  for (const text of [
    "using @1 @3",
    'using @"Security handbook"',
    "@security-handbook",
    "@gracefully",
    "a#general",
    "#nowhere",
    "v1.2.3",
  ]) {
    expect(typedMessage(text, people)).toBe(text);
  }
  expect(typedMessage("`@grace` and ```@here <x>```", people)).toBe("`@grace` and ```@here &lt;x&gt;```");
  expect(typedMessage("<@U123> & <!channel>", people)).toBe("&lt;@U123&gt; &amp; &lt;!channel&gt;");
});

test("commands name the people they mention, and obey should_escape", () => {
  expect(typedCommand("ask @grace in #general & co", people, true)).toBe(
    `ask <@${id("grace")}|grace> in <#${driver.channel("general").id}|general> &amp; co`,
  );
  expect(typedCommand("ask @grace & <co>", people, false)).toBe("ask @grace & <co>");
});

test("escaping is undone by unescaping, and typed angle brackets never come alive", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(unescapeText(escapeText(text))).toBe(text);
      const marks = typedMessage(text.replaceAll(/[@#]|http|\./g, ""), people);
      expect(marks).not.toMatch(/[<>]/);
    }),
  );
});
