import { createServer } from "node:http";
import { describe, expect, it } from "vitest";
import { CoursewrightError } from "../../src/errors.ts";
import {
  createTestClient,
  drain,
  failureOf,
  overviewRequest,
  rightOverview,
  typesOf,
} from "../fixtures/model-client.ts";
import { startModelServer } from "../fixtures/model-server.ts";
import { useModelServers } from "../fixtures/suites.ts";

const start = useModelServers();

describe("an answer", () => {
  it("streams in pieces and ends with the usage and the model", async () => {
    const server = await start();
    const { client } = createTestClient(server.baseUrl);
    const { text, events } = await drain(client.streamJson(overviewRequest()));
    expect(text).toBe(rightOverview);
    expect(events.length).toBeGreaterThan(5);
    const done = events.at(-1);
    expect(done).toEqual({
      type: "done",
      usage: { input: expect.any(Number), cachedInput: 0, output: Math.ceil(rightOverview.length / 4) },
      model: "test-model",
    });
  });

  it("is asked for as strict JSON, not stored, with the cache key and without a temperature", async () => {
    const server = await start();
    const { client } = createTestClient(server.baseUrl);
    await drain(client.streamJson(overviewRequest()));
    const call = await server.call(0);
    expect(call.path).toBe("/v1/responses");
    expect(call.authorization).toBe("Bearer sk-test");
    expect(call.body).toEqual({
      model: "test-model",
      instructions: "Write.",
      input: overviewRequest().input,
      stream: true,
      store: false,
      prompt_cache_key: "course-1",
      max_output_tokens: 1_000,
      text: {
        format: { type: "json_schema", name: "course_overview", strict: true, schema: overviewRequest().schema },
      },
    });
  });
});

describe("tries again", () => {
  it("after a 429, once the time that the service asks for is over", async () => {
    const server = await start({ script: [{ fault: "429" }], retryAfterSeconds: 7 });
    const { client, waits } = createTestClient(server.baseUrl);
    const { text, events } = await drain(client.streamJson(overviewRequest()));
    expect(text).toBe(rightOverview);
    expect(waits).toEqual([7_000]);
    expect(typesOf(events)).toEqual(new Set(["text", "done"]));
  });

  it.each(["500", "503", "failed"] as const)("after a failure (%s), waiting longer each time", async (fault) => {
    const server = await start({ script: [{ fault, times: 3 }] });
    const { client, waits } = createTestClient(server.baseUrl);
    expect((await drain(client.streamJson(overviewRequest()))).text).toBe(rightOverview);
    expect(waits).toEqual([250, 500, 1_000]);
  });

  it.each(["drop", "early-end"] as const)(
    "after a broken stream (%s), saying that what was given is void",
    async (fault) => {
      const server = await start({ script: [{ fault }] });
      const { client } = createTestClient(server.baseUrl);
      const { text, events } = await drain(client.streamJson(overviewRequest()));
      expect(text).toBe(rightOverview);
      expect(events.filter(({ type }) => type === "restart")).toHaveLength(1);
      expect(events[0]?.type).toBe("text");
      expect(server.calls).toHaveLength(2);
    },
  );

  it("when no word comes in time, and hangs up on the silent call", async () => {
    const server = await start({ script: [{ fault: "silent" }] });
    const { client } = createTestClient(server.baseUrl, { timeouts: { firstTextMs: 60 } });
    const { text, events } = await drain(client.streamJson(overviewRequest()));
    expect(text).toBe(rightOverview);
    expect(typesOf(events)).toEqual(new Set(["text", "done"]));
    await expect(server.calls[0]?.closed).resolves.toBe(true);
  });

  it("when the words stop coming", async () => {
    const server = await start({ script: [{ fault: "stall" }] });
    const { client } = createTestClient(server.baseUrl, { timeouts: { idleMs: 60 } });
    const { text, events } = await drain(client.streamJson(overviewRequest()));
    expect(text).toBe(rightOverview);
    expect(typesOf(events)).toContain("restart");
    await expect(server.calls[0]?.closed).resolves.toBe(true);
  });

  it("when nobody listens, and says so in the end", async () => {
    const server = await startModelServer();
    await server.stop();
    const { client, waits } = createTestClient(server.baseUrl);
    const error = await failureOf(drain(client.streamJson(overviewRequest())));
    expect(error.code).toBe("model_down");
    expect(error.facts).toEqual({ attempts: 4 });
    expect(waits).toHaveLength(3);
  });
});

describe("gives up", () => {
  it("after so many attempts, with the wait that the service asked for last", async () => {
    const server = await start({ script: [{ fault: "429", times: 9 }], retryAfterSeconds: 2 });
    const { client, waits } = createTestClient(server.baseUrl, { attempts: 3 });
    const error = await failureOf(drain(client.streamJson(overviewRequest())));
    expect(error.code).toBe("model_busy");
    expect(error.facts).toEqual({ attempts: 3, retry_after_seconds: 2 });
    expect(waits).toEqual([2_000, 2_000]);
  });

  it("at once when it would have to wait too long", async () => {
    const server = await start({ script: [{ fault: "429" }], retryAfterSeconds: 3_600 });
    const { client, waits } = createTestClient(server.baseUrl);
    const error = await failureOf(drain(client.streamJson(overviewRequest())));
    expect(error.facts).toEqual({ attempts: 1, retry_after_seconds: 3_600 });
    expect(waits).toEqual([]);
  });

  it("when the time for all attempts is over", async () => {
    const server = await start({ script: [{ fault: "429", times: 9 }], retryAfterSeconds: 40 });
    const { client, waits } = createTestClient(server.baseUrl, { timeouts: { totalMs: 100_000 }, attempts: 9 });
    expect((await failureOf(drain(client.streamJson(overviewRequest())))).code).toBe("model_busy");
    expect(waits).toEqual([40_000, 40_000]);
  });

  it.each([
    ["quota", "model_quota"],
    ["bad-key", "model_key"],
    ["no-model", "model_key"],
    ["refusal", "model_refused"],
    ["truncated", "model_too_long"],
  ] as const)("at once on %s: %s", async (fault, code) => {
    const server = await start({ script: [{ fault }] });
    const { client, waits } = createTestClient(server.baseUrl);
    const error = await failureOf(drain(client.streamJson(overviewRequest())));
    expect(error.code).toBe(code);
    if (fault === "no-model") expect(error.facts).toEqual({ model: "test-model" });
    expect(waits).toEqual([]);
    expect(server.calls).toHaveLength(1);
  });
});

describe("an abort", () => {
  it("closes the connection and throws the signal's own reason", async () => {
    const server = await start({ script: [{ fault: "stall" }] });
    const { client } = createTestClient(server.baseUrl);
    const controller = new AbortController();
    const reason = new CoursewrightError("lease_lost", "test");
    const stream = client.streamJson(overviewRequest({ signal: controller.signal }));
    expect((await stream.next()).value).toMatchObject({ type: "text" });
    controller.abort(reason);
    expect(await failureOf(drain(stream))).toBe(reason);
    await expect(server.calls[0]?.closed).resolves.toBe(true);
  });

  it("is `cancelled` without a reason of ours, before the first word too", async () => {
    const server = await start({ script: [{ fault: "silent" }] });
    const { client } = createTestClient(server.baseUrl);
    const controller = new AbortController();
    const work = failureOf(drain(client.streamJson(overviewRequest({ signal: controller.signal }))));
    const call = await server.call(0);
    controller.abort();
    expect((await work).code).toBe("cancelled");
    await expect(call.closed).resolves.toBe(true);
  });

  it("ends a wait between attempts", async () => {
    const server = await start({ script: [{ fault: "429", times: 9 }] });
    const controller = new AbortController();
    const { client } = createTestClient(server.baseUrl, {
      clock: {
        now: () => 0,
        random: () => 0,
        sleep: async () => {
          controller.abort(new CoursewrightError("stopped", "test"));
          throw new Error("aborted");
        },
      },
    });
    const error = await failureOf(drain(client.streamJson(overviewRequest({ signal: controller.signal }))));
    expect(error.code).toBe("stopped");
    expect(server.calls).toHaveLength(1);
  });

  it("comes from whoever stops reading, too", async () => {
    const server = await start({ script: [{ fault: "stall" }] });
    const { client } = createTestClient(server.baseUrl);
    const stream = client.streamJson(overviewRequest());
    await stream.next();
    await stream.return();
    await expect(server.calls[0]?.closed).resolves.toBe(true);
  });
});

it("counts cached input and leaves comments before the answer out", async () => {
  const events = [
    { type: "response.created", response: {} },
    { type: "response.output_item.added", output_index: 0, item: { type: "message", phase: "commentary" } },
    { type: "response.output_text.delta", output_index: 0, content_index: 0, delta: "Let me think." },
    { type: "response.output_item.added", output_index: 1, item: { type: "message", phase: "final_answer" } },
    { type: "response.output_text.delta", output_index: 1, content_index: 0, delta: '{"a":' },
    { type: "response.output_text.delta", output_index: 1, content_index: 0, delta: "1}" },
    {
      type: "response.completed",
      response: {
        status: "completed",
        model: "test-model-2",
        usage: { input_tokens: 900, input_tokens_details: { cached_tokens: 768 }, output_tokens: 5 },
      },
    },
  ];
  const server = createServer((_, outgoing) => {
    outgoing.writeHead(200, { "content-type": "text/event-stream" });
    outgoing.end(events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(""));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    const { client } = createTestClient(`http://127.0.0.1:${port}/v1`);
    const { text, events: told } = await drain(client.streamJson(overviewRequest()));
    expect(text).toBe('{"a":1}');
    expect(told.at(-1)).toEqual({
      type: "done",
      usage: { input: 900, cachedInput: 768, output: 5 },
      model: "test-model-2",
    });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});
