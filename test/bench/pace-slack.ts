/** A Slack in virtual time: the sandbox's own rate limits, 80 ms a call, and note of which word stood where when. */
import { z } from "zod";
import { createSystemClock } from "../../src/sandbox/clock.ts";
import { createRates, type Rate, type RateSettings, rates } from "../../src/sandbox/rates.ts";
import type { VirtualTime } from "./virtual-time.ts";

const callMs = 80;

export type Seen = { at: number /** Words of the course that stand in the thread. */; words: number };
export type PaceSlack = {
  fetch: typeof globalThis.fetch;
  /** By course: how far it was seen, in order of time. */
  seen: Map<number, Seen[]>;
  /** By course and method: calls that took effect. */
  counts: { refused: number; backwards: number; edits: number; posts: number };
  /** When the last call of a course took effect. */
  lastEdit: Map<number, number>;
  lastPost: Map<number, number>;
};

const fieldsSchema = z.record(z.string(), z.unknown());

export function createPaceSlack(time: VirtualTime, settings: RateSettings): PaceSlack {
  const limits = createRates({ clock: createSystemClock(), settings });
  const seen: PaceSlack["seen"] = new Map();
  const counts = { refused: 0, backwards: 0, edits: 0, posts: 0 };
  const lastEdit = new Map<number, number>();
  const lastPost = new Map<number, number>();
  const standing = new Map<string, number>();
  let posted = 0;

  function note(text: string, ts: string, last: Map<number, number>): void {
    const marks = [...text.matchAll(/w(\d+)x(\d+)(?!\d)/g)].map(
      ([, course, word]) => [Number(course), Number(word)] as const,
    );
    const named = /course (\d+)x/.exec(text)?.[1];
    const course = marks[0]?.[0] ?? (named === undefined ? null : Number(named));
    if (course === null) return;
    last.set(course, time.now());
    const words = marks.reduce((most, [, word]) => Math.max(most, word), 0);
    if (words < (standing.get(ts) ?? 0)) counts.backwards += 1;
    standing.set(ts, words);
    const all = seen.get(course) ?? [];
    seen.set(course, all);
    if (words > (all.at(-1)?.words ?? 0)) all.push({ at: time.now(), words });
  }

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const method = new URL(request.url).pathname.split("/").at(-1) ?? "";
    const raw = await request.text();
    const fields = request.headers.get("content-type")?.includes("json")
      ? fieldsSchema.parse(JSON.parse(raw))
      : Object.fromEntries(new URLSearchParams(raw));
    const team = /xoxb-(\w+)/.exec(request.headers.get("authorization") ?? raw)?.[1] ?? "";
    const wait = limits.take(
      { team, method, ...(method === "chat.postMessage" && { channel: String(fields.channel) }) },
      rateOf(method),
    );
    await time.sleep(callMs);
    if (wait > 0) {
      counts.refused += 1;
      return new Response(JSON.stringify({ ok: false, error: "ratelimited" }), {
        status: 429,
        headers: { "retry-after": String(wait), "content-type": "application/json" },
      });
    }
    const answer: Record<string, unknown> = { ok: true, channel: fields.channel };
    if (method === "chat.postMessage") {
      posted += 1;
      counts.posts += 1;
      answer.ts = `${1_000_000 + posted}.000001`;
      answer.message = { ts: answer.ts, text: "" };
      note(raw.includes("%") ? decodeURIComponent(raw.replaceAll("+", " ")) : raw, String(answer.ts), lastPost);
    }
    if (method === "chat.update") {
      counts.edits += 1;
      answer.ts = fields.ts;
      note(raw.includes("%") ? decodeURIComponent(raw.replaceAll("+", " ")) : raw, String(fields.ts), lastEdit);
    }
    if (method === "auth.test") Object.assign(answer, { user_id: "UBOT", bot_id: "BBOT", team_id: team, user: "bot" });
    if (method === "chat.getPermalink") answer.permalink = "https://example.slack.com/archives/C/p1";
    return Response.json(answer);
  };
  return { fetch, seen, counts, lastEdit, lastPost };
}

function rateOf(method: string): Rate {
  switch (method) {
    case "chat.postMessage":
      return rates.post;
    case "chat.update":
    case "conversations.replies":
    case "agents.sessions.setStatus":
      return rates.tier3;
    default:
      return rates.special;
  }
}
