import { describe, expect, test } from "vitest";
import { decodeSent, readCommand } from "../../src/sandbox/page/compose/outgoing.ts";
import { suggest } from "../../src/sandbox/page/compose/suggest.ts";
import { formatRoute, parseRoute } from "../../src/sandbox/page/route.ts";
import { readPermalink } from "../../src/sandbox/page/text/permalink.ts";

const person = (id: string, name: string, realName: string) => ({
  id,
  name,
  realName,
  isAdmin: false,
  isBot: false,
  isGuest: false,
});
const channel = (id: string, name: string) => ({ id, name, kind: "channel" as const, topic: "", members: [] });
const directory = {
  users: [person("U1", "ada", "Ada Lovelace"), person("U2", "grace", "Grace Hopper")],
  channels: [channel("C1", "learning"), channel("C2", "general")],
};
const commands = [{ command: "/course", description: "Makes a course", usageHint: "<what>" }];
const offered = (typed: string) =>
  suggest(typed, typed.length, directory, commands)?.items.map(({ insert }) => insert) ?? [];

describe("the composer's menu", () => {
  test("offers commands at the very beginning only", () => {
    expect(offered("/")).toEqual(["/course "]);
    expect(offered("/cou")).toEqual(["/course "]);
    expect(offered("say /cou")).toEqual([]);
    expect(offered("/course x")).toEqual([]);
  });

  test("offers people by either name, channels and emoji", () => {
    expect(offered("hi @gr")).toEqual(["@grace "]);
    expect(offered("hi @love")).toEqual(["@ada "]);
    expect(offered("in #gen")).toEqual(["#general "]);
    expect(offered(":tada")[0]).toBe(":tada: ");
  });

  test("does not get in the way of document numbers, addresses and times", () => {
    for (const typed of ["/course x using @1", "ada@gr", "at 10:30", '@"Security', "a #1"])
      expect(offered(typed)).toEqual([]);
  });

  test("replaces what was typed of the name", () => {
    expect(suggest("hi @gr and", 6, directory, commands)?.start).toBe(3);
  });
});

describe("what is sent and edited", () => {
  test("commands are told from text", () => {
    expect(readCommand("/course Create x\nusing @1")).toEqual({ command: "/course", text: "Create x\nusing @1" });
    expect(readCommand("/Course")).toEqual({ command: "/course", text: "" });
    expect(readCommand(" /course x")).toBeNull();
    expect(readCommand("/ course")).toBeNull();
    expect(readCommand("/usr/bin is a folder")).toBeNull();
  });

  test("a sent message is edited as it was typed", () => {
    expect(decodeSent("hi <@U2> in <#C1|learning> <!here>: 1 &lt; 2 &amp; <https://a.example/>", directory)).toBe(
      "hi @grace in #learning @here: 1 < 2 & https://a.example/",
    );
    expect(decodeSent("<mailto:a@b.example|a@b.example>", directory)).toBe("a@b.example");
  });
});

describe("places", () => {
  test("a route survives the address", () => {
    const route = { user: "U1", at: "C1", thread: "1700000000.000100" };
    expect(parseRoute(formatRoute(route))).toEqual(route);
    expect(parseRoute("")).toEqual({ user: null, at: null, thread: null });
  });

  test("a permalink of this workspace leads to its thread", () => {
    const here = "http://127.0.0.1:3001";
    expect(readPermalink(`${here}/archives/C1/p1700000000000100`, here)).toEqual({
      channel: "C1",
      thread: "1700000000.000100",
    });
    expect(
      readPermalink(`http://localhost:3001/archives/C1/p1700000000000200?thread_ts=1700000000.000100`, here),
    ).toEqual({
      channel: "C1",
      thread: "1700000000.000100",
    });
    expect(readPermalink("https://elsewhere.example/archives/C1/p1700000000000100", here)).toBeNull();
    expect(readPermalink("http://127.0.0.1:9/archives/C1/p1700000000000100", here)).toBeNull();
    expect(readPermalink("no address", here)).toBeNull();
  });
});
