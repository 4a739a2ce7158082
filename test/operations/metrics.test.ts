import { describe, expect, test } from "vitest";
import { CoursewrightError } from "../../src/errors.ts";
import { createMetrics } from "../../src/operations/metrics.ts";
import { addBacklogGauges, createMetricsRoute } from "../../src/operations/metrics-route.ts";
import { startTracing } from "../../src/operations/tracing.ts";
import { createWatchedFetch } from "../../src/operations/watched-fetch.ts";
import { watchRun } from "../../src/operations/watched-requests.ts";

const untraced = startTracing({ url: null });

describe("/metrics", () => {
  test("is for whoever has the token", async () => {
    const route = createMetricsRoute({ metrics: createMetrics(), token: "secret" });
    expect(await route.answer({})).toMatchObject({ status: 401 });
    expect(await route.answer({ authorization: "Bearer wrong" })).toMatchObject({ status: 401 });
    expect(await route.answer({ authorization: "Bearer secret" })).toMatchObject({ status: 200 });
    expect(await createMetricsRoute({ metrics: createMetrics(), token: null }).answer({})).toMatchObject({
      status: 200,
    });
  });

  test("reads the backlog once a scrape, and goes without it while the database is away", async () => {
    const metrics = createMetrics();
    let reads = 0;
    let away = false;
    addBacklogGauges(metrics, async () => {
      reads += 1;
      if (away) throw new CoursewrightError("storage_down", "away");
      return { pending: 3, oldestSeconds: 12, leases: 2 };
    });
    const text = await metrics.text();
    expect(text).toContain("coursewright_requests_pending 3");
    expect(text).toContain("coursewright_leases 2");
    expect(reads).toBe(1);
    away = true;
    expect(await metrics.text()).toContain("coursewright_slack_call_seconds");
  });
});

describe("what is counted", () => {
  test("calls of Slack by method and outcome, and no answer is changed", async () => {
    const metrics = createMetrics();
    const json = (body: object, status = 200) =>
      new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
    const answers = [json({ ok: true, ts: "1" }), json({ ok: false, error: "no" }), json({}, 429), json({}, 500)];
    const fetch = createWatchedFetch({
      fetch: async () => {
        const answer = answers.shift();
        if (answer === undefined) throw new TypeError("fetch failed");
        return answer;
      },
      metrics,
      tracing: untraced,
      now: () => 0,
    });
    const call = () => fetch("https://slack.com/api/chat.update");
    expect(await (await call()).json()).toEqual({ ok: true, ts: "1" });
    for (const status of [200, 429, 500]) expect((await call()).status).toBe(status);
    await expect(call()).rejects.toThrow("fetch failed");
    const text = await metrics.text();
    for (const outcome of ["ok", "refused", "throttled", "failed", "unreachable"]) {
      expect(text).toContain(`coursewright_slack_call_seconds_count{method="chat.update",outcome="${outcome}"} 1`);
    }
    expect(text).toContain('coursewright_slack_calls_in_flight{method="chat.update"} 0');
  });

  test("requests by what came of them, and how long they waited", async () => {
    const metrics = createMetrics();
    const request = {
      workspaceId: "T1",
      id: "r1",
      key: "k",
      lane: { workspaceId: "T1", kind: "course", id: "c1" },
      kind: "write",
      payload: {},
      authorId: "U1",
      state: "pending",
      attempts: 1,
      retrieval: null,
      outcome: null,
      acceptedAt: new Date(1_000),
    } as const;
    const needs = { metrics, tracing: untraced, clock: () => 3_000, now: () => 0 };
    await watchRun(async () => ({ result: "ready" }), needs)({ request });
    const failing = watchRun(() => Promise.reject(new CoursewrightError("slack_unreachable", "away")), needs);
    await expect(failing({ request: { ...request, attempts: 2 } })).rejects.toThrow("away");
    const text = await metrics.text();
    expect(text).toContain('coursewright_request_seconds_count{kind="write",outcome="ready"} 1');
    expect(text).toContain('coursewright_request_seconds_count{kind="write",outcome="slack_unreachable"} 1');
    expect(text).toContain('coursewright_queue_lag_seconds_sum{kind="write"} 2');
    expect(text).toContain('coursewright_queue_lag_seconds_count{kind="write"} 1');
  });
});
