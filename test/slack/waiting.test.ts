import { expect, test } from "vitest";
import { createLog } from "../../src/log.ts";
import { createWaiting } from "../../src/slack/waiting.ts";
import { inLanguage } from "../../src/texts/locale.ts";

const log = createLog({ level: "silent" });
const waitingFor = (expected: () => Promise<number>, clock = () => 0) =>
  createWaiting({ store: { waitingTimes: { expected } }, clock, log });

test("says in minutes how long a course waits, in the person's language, and nothing below a minute", async () => {
  const three = waitingFor(async () => 175_000);
  expect(await three("T1")).toBe(
    "Many courses are being written right now. Yours begins in about 3 minutes, by itself.",
  );
  expect(await inLanguage("de", () => three("T1"))).toContain("in etwa 3 Minuten");
  expect(await waitingFor(async () => 61_000)("T1")).toContain("about a minute");
  expect(await waitingFor(async () => 59_000)("T1")).toBeNull();
});

test("asks the store once in five seconds a workspace, also in a rush", async () => {
  let now = 0;
  let asked = 0;
  const waiting = waitingFor(
    async () => {
      asked += 1;
      return 0;
    },
    () => now,
  );
  await Promise.all(Array.from({ length: 50 }, () => waiting("T1")));
  expect(asked).toBe(1);
  await waiting("T2");
  expect(asked).toBe(2);
  now = 5_001;
  await waiting("T1");
  expect(asked).toBe(3);
});

test("a store that fails or is slow takes nobody's answer away", async () => {
  expect(await waitingFor(() => Promise.reject(new Error("away")))("T1")).toBeNull();
  expect(await waitingFor(() => new Promise(() => undefined))("T1")).toBeNull();
});
