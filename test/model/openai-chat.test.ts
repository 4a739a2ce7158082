import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  createTestClient,
  drain,
  failureOf,
  overviewRequest,
  rightOverview,
  typesOf,
} from "../fixtures/model-client.ts";
import { useModelServers } from "../fixtures/suites.ts";

const start = useModelServers();

describe("a server without the Responses API", () => {
  it.each(["404", "405", "page"] as const)("(%s) gets Chat Completions, from then on", async (responsesMissing) => {
    const server = await start({ responsesMissing });
    const { client, waits } = createTestClient(server.baseUrl);
    for (const index of [0, 1]) {
      const { text, events } = await drain(client.streamJson(overviewRequest()));
      expect(text).toBe(rightOverview);
      expect(events.at(-1)).toMatchObject({ type: "done", usage: { output: Math.ceil(rightOverview.length / 4) } });
      expect((await server.call(index)).path).toBe("/v1/chat/completions");
    }
    expect(waits).toEqual([]);
    expect((await server.call(0)).body).toEqual({
      model: "test-model",
      messages: [
        { role: "system", content: "Write." },
        { role: "user", content: overviewRequest().input },
      ],
      stream: true,
      stream_options: { include_usage: true },
      max_completion_tokens: 1_000,
      response_format: {
        type: "json_schema",
        json_schema: { name: "course_overview", strict: true, schema: overviewRequest().schema },
      },
    });
  });

  it.each(["drop", "early-end", "stall"] as const)("may break off (%s) as well", async (fault) => {
    const server = await start({ responsesMissing: "404", script: [{ fault }] });
    const { client } = createTestClient(server.baseUrl, { timeouts: { idleMs: 60 } });
    const { text, events } = await drain(client.streamJson(overviewRequest()));
    expect(text).toBe(rightOverview);
    expect(typesOf(events)).toContain("restart");
  });

  it("may cut its answer off", async () => {
    const server = await start({ responsesMissing: "404", script: [{ fault: "truncated" }] });
    const { client } = createTestClient(server.baseUrl);
    expect((await failureOf(drain(client.streamJson(overviewRequest())))).code).toBe("model_too_long");
  });

  it("may refuse what is more than the minimum", async () => {
    const refuses = ["stream_options", "max_completion_tokens", "max_tokens", "strict", "json_schema", "json_object"];
    const server = await start({ responsesMissing: "404", refuses });
    const { client, waits } = createTestClient(server.baseUrl);
    expect((await drain(client.streamJson(overviewRequest()))).text).toBe(rightOverview);
    expect(waits).toEqual([]);
    const { body, instructions } = await server.call(0);
    expect(Object.keys(z.record(z.string(), z.unknown()).parse(body)).sort()).toEqual(["messages", "model", "stream"]);
    expect(instructions).toContain(JSON.stringify(overviewRequest().schema));
  });
});

it("leaves out what a Responses API refuses", async () => {
  const server = await start({ refuses: ["prompt_cache_key", "store", "strict", "max_output_tokens"] });
  const { client } = createTestClient(server.baseUrl);
  expect((await drain(client.streamJson(overviewRequest()))).text).toBe(rightOverview);
  expect(server.calls).toHaveLength(1);
  expect((await server.call(0)).path).toBe("/v1/responses");
});
