/** In which language somebody is spoken to: asked of Slack once, together with what they may do, and never waited for long. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { createSlackClient } from "../../src/slack/connection/slack-client.ts";
import { speakTheirLanguage } from "../../src/slack/people/locale.ts";
import { createPeople } from "../../src/slack/people/people.ts";
import { createStore, type FullStore } from "../../src/storage/create-store.ts";
import { currentLanguage, type Language } from "../../src/texts/locale.ts";
import { acceptCourse } from "../fixtures/courses.ts";
import { openTestDatabase, type TestDatabase } from "../fixtures/databases.ts";
import { createTestLog } from "../fixtures/logs.ts";

const locales: Readonly<Record<string, string | undefined>> = { ULENA: "de-DE", UGRACE: "en-GB", UMARIE: "fr-FR" };
/** Longer than any answer of the stand-in takes. */
const patience = 30_000;

/** A Slack that tells who people are; `held` keeps its answers back until it is resolved. */
function stage({ held = Promise.resolve(), refuses = false }: { held?: Promise<void>; refuses?: boolean } = {}) {
  const { log } = createTestLog();
  const asked: string[] = [];
  let now = 0;
  const client = createSlackClient({
    token: "xoxb-test",
    apiUrl: "http://slack.test/api/",
    log,
    async fetch(_input, init) {
      const body = new URLSearchParams(String(init?.body));
      const id = body.get("user") ?? "";
      asked.push(`${id} ${body.get("include_locale")}`);
      await held;
      const answer = refuses
        ? { ok: false, error: "user_not_found" }
        : { ok: true, user: { id, is_admin: id === "ULENA", locale: locales[id] } };
      return new Response(JSON.stringify(answer), { headers: { "content-type": "application/json" } });
    },
  });
  const workspaces = {
    identity: async (workspaceId: string) => ({ workspaceId, botUserId: "UBOT", botId: "B1" }),
    client: async () => client,
    token: async () => "xoxb-test",
  };
  return {
    asked,
    people: createPeople({ workspaces, clock: () => now, log }),
    pass(milliseconds: number) {
      now += milliseconds;
    },
  };
}

test("one call tells what somebody may do and how they are spoken to", async () => {
  const { people, asked } = stage();
  const [language, person] = await Promise.all([
    people.languageOf("T1", "ULENA", patience),
    people.find("T1", "ULENA"),
  ]);
  expect([language, person]).toEqual(["de", { standing: "admin", language: "de" }]);
  expect(await people.languageOf("T1", "ULENA", patience)).toBe("de");
  expect(asked).toEqual(["ULENA true"]);
  expect(await people.languageOf("T1", "UGRACE", patience)).toBe("en");
  expect(await people.languageOf("T1", "UMARIE", patience)).toBe("en");
});

test("what was heard long ago is used at once, and asked for anew beside it", async () => {
  const { people, asked, pass } = stage();
  await people.languageOf("T1", "ULENA", patience);
  pass(60 * 60_000);
  expect(await people.languageOf("T1", "ULENA", 0)).toBe("de");
  expect(asked).toHaveLength(2);
});

test("nobody waits for a Slack that is slow: the workspace's last language, or English", async () => {
  const { promise: held, resolve } = Promise.withResolvers<void>();
  const slow = stage({ held });
  expect(await slow.people.languageOf("T1", "ULENA", 10)).toBe("en");
  resolve();
  expect((await slow.people.find("T1", "ULENA")).language).toBe("de");
  expect(slow.asked).toHaveLength(1);
  expect(await slow.people.languageOf("T1", "USTRANGE", patience)).toBe("en");
  expect(await slow.people.languageOf("T2", "UNEW", 0)).toBe("en");
});

test("where Slack does not say who somebody is, they hear English", async () => {
  const { people } = stage({ refuses: true });
  expect(await people.languageOf("T1", "ULENA", patience)).toBe("en");
});

test("who speaks to others is not asked about; who speaks to the bot hears their own language", async () => {
  const asked: string[] = [];
  const speak = speakTheirLanguage({
    languageOf: async (_workspaceId, userId) => {
      asked.push(userId);
      return "de";
    },
  });
  const heard = async (event: object) => {
    let language: Language | null = null;
    const context = { teamId: "T1", userId: "ULENA" };
    await speak({
      body: { event: { channel: "C1", ts: "1.1", user: "ULENA", text: "Hallo", ...event } },
      context,
      next: async () => {
        language = currentLanguage();
      },
    });
    return language;
  };
  expect(await heard({ type: "message" })).toBe("en");
  expect(await heard({ type: "message", thread_ts: "1.0", bot_id: "B1" })).toBe("en");
  expect(asked).toEqual([]);
  expect(await heard({ type: "message", thread_ts: "1.0" })).toBe("de");
  expect(await heard({ type: "message", text: "<@UBOT> Sicherheit" })).toBe("de");
  expect(await heard({ type: "message", channel: "D1" })).toBe("de");
  expect(await heard({ type: "app_mention" })).toBe("de");
  expect(await heard({ type: "app_home_opened" })).toBe("de");
  expect(asked).toHaveLength(5);
  expect(currentLanguage()).toBe("en");
});

let tested: TestDatabase;
let store: FullStore;
beforeAll(async () => {
  tested = await openTestDatabase("pglite");
  store = createStore({ database: tested.database });
});
afterAll(() => tested.close());

test("a course keeps the language of whoever asked for it", async () => {
  const german = await acceptCourse(store, "T1", "key-1", { botLanguage: "de" });
  const other = await acceptCourse(store, "T1", "key-2");
  expect((await store.courses.find("T1", german.lane.id))?.botLanguage).toBe("de");
  expect((await store.courses.find("T1", other.lane.id))?.botLanguage).toBeNull();
  const listed = await store.courses.list("T1", { limit: 10 });
  expect(listed.map(({ botLanguage }) => botLanguage)).toEqual([null, "de"]);
});
