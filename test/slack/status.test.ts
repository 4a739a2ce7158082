/** The line that says that work goes on: a courtesy while it does, and gone when it does not. */
import { WebClient } from "@slack/web-api";
import { expect, test } from "vitest";
import { createStatusLines } from "../../src/slack/publish/status.ts";
import { createTestLog } from "../fixtures/logs.ts";
import { soon } from "../fixtures/soon.ts";

/** A Slack that answers calls in turn as told ("ok" when nothing is left), and a clock on which every wait is over at once. */
function openLine(answers: ("ok" | "ratelimited" | "unknown_method")[]) {
  const said: string[] = [];
  const waits: number[] = [];
  const client = new WebClient("xoxb-none", {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    fetch: async (_input, init) => {
      const status = new URLSearchParams(String(init?.body)).get("status");
      said.push(status ?? "");
      const answer = answers.shift() ?? "ok";
      if (answer === "ratelimited") return new Response("{}", { status: 429, headers: { "retry-after": "1" } });
      return Response.json(answer === "ok" ? { ok: true } : { ok: false, error: answer });
    },
  });
  const { log } = createTestLog();
  const lines = createStatusLines({
    slackFor: () => client,
    clock: {
      now: () => 1_000,
      after(milliseconds, run) {
        // The refresh after a minute and a half is not what is tried here.
        if (milliseconds > 60_000) return () => undefined;
        waits.push(milliseconds);
        setImmediate(run);
        return () => undefined;
      },
    },
    log,
  });
  return { line: lines.lineOf({ workspaceId: "T1", channelId: "C1", threadTs: () => "1.1" }), said, waits };
}

test("is set and taken away", async () => {
  const { line, said } = openLine([]);
  line.set("is writing the modules…");
  await expect.poll(() => said, soon).toEqual(["is writing the modules…"]);
  line.stop();
  await expect.poll(() => said, soon).toEqual(["is writing the modules…", ""]);
});

test("is taken away however often Slack says that it is too busy", async () => {
  const { line, said, waits } = openLine(["ok", "ratelimited", "ratelimited", "ok"]);
  line.set("is reading…");
  await expect.poll(() => said.length, soon).toBe(1);
  line.stop();
  await expect.poll(() => said, soon).toEqual(["is reading…", "", "", ""]);
  expect(waits).toHaveLength(2);
});

test("is taken away although setting it failed: it may show all the same", async () => {
  const { line, said } = openLine(["ratelimited", "ok"]);
  line.set("is reading…");
  await expect.poll(() => said.length, soon).toBe(1);
  line.stop();
  await expect.poll(() => said, soon).toEqual(["is reading…", ""]);
});

test("where it is not offered nothing more is asked", async () => {
  const { line, said } = openLine(["unknown_method"]);
  line.set("is reading…");
  await expect.poll(() => said.length, soon).toBe(1);
  line.stop();
  line.session(true);
  line.session(false);
  await expect.poll(() => said, soon).toEqual(["is reading…", "processing", "active"]);
});
