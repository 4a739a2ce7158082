/** Every kind of hostile file goes through Home while courses are being written: each ends with a word why, and nothing else suffers. */
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { UiMessage } from "../../src/sandbox/page-api.ts";
import { failureText } from "../../src/slack/render/failure.ts";
import { fileTitle } from "../../src/slack/views/new-content.ts";
import { type Bench, startBench } from "../fixtures/bot-process.ts";
import { addDocument, allText, botReplies, finishedCourse, rootOf } from "../fixtures/journeys.ts";
import type { HostileFile } from "../knowledge/extract/hostile/file.ts";
import { hostileFiles } from "../knowledge/extract/hostile/files.ts";

/** As many hostile ones as fit into a form beside one that is honest. */
const filesAForm = 9;
const megabyte = 1024 * 1024;
const handbook = `# Security handbook
## Passwords
Use a password manager. Every password has at least 14 characters. Never reuse a password.
## Reporting incidents
Report a suspected incident to the security desk within 2 hours. Do not switch the computer off.`;

type Upload = { hostile: HostileFile | null; name: string; title: string; bytes: Uint8Array | string };

let bench: Bench;
beforeAll(async () => {
  bench = await startBench({
    environment: { OFFLINE_TOKENS_PER_SECOND: "60" },
    sandbox: { rates: "off" },
    isFirstStart: true,
  });
}, 120_000);
afterAll(() => bench.close());

test("all of them are imported or fail with a plain reason, in time and in little memory", async () => {
  const { driver } = bench.sandbox;
  await addDocument(driver, "Security handbook", handbook);
  const expected = cardText(await finishedCourse(driver, await ask()));
  const memory = watchMemory(await bench.bot.resident());
  const ends = new Map<string, string>();
  const roots = [await ask()];
  try {
    for (let from = 0; from < hostileFiles.length; from += filesAForm) {
      const uploads = uploadsOf(from);
      await add(uploads);
      // A course is being written all the while.
      const isWritten = botReplies(driver, place(roots)).some(({ text }) => text.includes("Ready:"));
      if (isWritten) roots.push(await ask());
      for (const { name, title } of uploads) ends.set(name, await ended(title));
      for (const upload of uploads) if (upload.hostile === null) expect(ends.get(upload.name)).toMatch(/^Ready/);
    }
  } finally {
    await memory.stop();
  }
  for (const [index, hostile] of hostileFiles.entries()) {
    expect(wrongWith(hostile, ends.get(nameOf(hostile, index)) ?? ""), hostile.name).toBeNull();
  }
  const times = readingTimes();
  expect(times.length).toBeGreaterThan(hostileFiles.length - 10);
  expect(Math.max(...times)).toBeLessThan(35_000);
  expect(memory.grownMegabytes()).toBeLessThan(150);
  for (const root of roots) {
    const messages = await finishedCourse(driver, root);
    expect(messages).toHaveLength(3);
    expect(cardText(messages)).toBe(expected);
  }
  // Whoever waits longer than three seconds is told so by Slack.
  expect([...driver.notices("ada"), ...driver.notices("mateo")]).toEqual([]);
  expect(bench.bot.output().match(/section written/g)).toHaveLength(4 * (roots.length + 1));
}, 300_000);

const nameOf = ({ name }: HostileFile, index: number) => `${index + 1}-${name}`;

function uploadsOf(from: number): Upload[] {
  const some = hostileFiles.slice(from, from + filesAForm);
  const honest = `# Rules of room ${from}\nRoom ${from} is locked at 6 pm. Its key hangs at desk ${from + 1}.`;
  return [
    ...some.map((hostile, index) => ({ hostile, name: nameOf(hostile, from + index), bytes: hostile.build() })),
    { hostile: null, name: `rules-of-room-${from}.md`, bytes: honest },
  ].map((upload) => ({ ...upload, title: fileTitle({ id: upload.name, name: upload.name, title: "" }) }));
}

/** Drops files on the form of an admin, and sends it. */
async function add(uploads: readonly Upload[]): Promise<void> {
  const { driver } = bench.sandbox;
  await driver.act({ user: "ada", in: { view: "home" }, actionId: "home:add-document" });
  await driver.waitFor(() => driver.modals("ada").at(-1)?.submit, { what: "the form", timeoutMs: 60_000 });
  const files = uploads.map(({ name, bytes }) => driver.upload({ user: "ada", name, bytes }).id);
  expect(await driver.submit({ user: "ada", answers: { files } })).toBeNull();
}

/** What Home says of a document once it is read or has failed. */
function ended(title: string): Promise<string> {
  const { driver } = bench.sandbox;
  const state = () => {
    const row = driver.home("ada")?.blocks.find((block) => allText(block).includes(`  *${title}*\n`));
    return row === undefined ? null : (/\n((?:Ready|:)[^\n]*)/.exec(allText(row))?.[1] ?? null);
  };
  return driver.waitFor(state, { what: `${title} to end`, timeoutMs: 150_000 });
}

/** What is wrong with how a file ended; null when it ended as it has to. */
function wrongWith({ ends }: HostileFile, state: string): string | null {
  const allowed = ends === "imported" ? (["imported"] as const) : ends;
  const isAllowed = allowed.some((end) => {
    if (end === "imported") return state.startsWith("Ready · ");
    if (end === "document_too_large") return /^:warning: The .+ (too large|too many pages|too much text)\b/.test(state);
    const misnamed = /^:warning: The file's name ends in \.[a-z]+, but what is in it is something else\b/;
    if (end === "document_wrong_type" && misnamed.test(state)) return true;
    return state === `:warning: ${failureText(end)}`;
  });
  return isAllowed ? null : `${state} instead of ${allowed.join(" or ")}`;
}

/** How long the bot read each file, in milliseconds, by its log. */
function readingTimes(): number[] {
  const lines = bench.bot.output().split("\n");
  return lines
    .filter((line) => line.includes("a file was read"))
    .map((line) => Number(/"milliseconds":([\d.]+)/.exec(line)?.[1]));
}

/** Looks at the bot's memory again and again. */
function watchMemory(before: number | null) {
  let most = before ?? 0;
  const stopping = new AbortController();
  const watching = (async () => {
    while (!stopping.signal.aborted) {
      most = Math.max(most, (await bench.bot.resident()) ?? 0);
      await pause(100);
    }
  })();
  return {
    grownMegabytes: () => (most - (before ?? 0)) / megabyte,
    async stop() {
      stopping.abort();
      await watching;
    },
  };
}

/** Asks for the same course as always. @returns its root message */
async function ask(): Promise<UiMessage> {
  const { driver } = bench.sandbox;
  const before = driver.messages("learning").length;
  await driver.command({
    user: "mateo",
    channel: "learning",
    command: "/course",
    text: "Security using @1, one hour",
  });
  await driver.waitFor(() => driver.messages("learning").length > before, {
    what: "the root of the course",
    timeoutMs: 60_000,
  });
  return rootOf(driver, "learning");
}

function cardText(messages: readonly UiMessage[]): string {
  return allText(messages[1]?.blocks);
}

function place(roots: readonly UiMessage[]): UiMessage {
  const root = roots.at(-1);
  if (root === undefined) throw new Error("no course was asked for");
  return root;
}
