import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { CoursewrightError } from "../../src/errors.ts";
import { answerFor } from "../fixtures/model-answers.ts";
import { createTestClient, drain, overviewRequest } from "../fixtures/model-client.ts";
import { type ModelServer, type ModelServerOptions, startModelServer } from "../fixtures/model-server.ts";

const open: ModelServer[] = [];
async function start(options: ModelServerOptions = {}): Promise<ModelServer> {
  const server = await startModelServer(options);
  open.push(server);
  return server;
}
afterEach(async () => {
  for (const server of open.splice(0)) await server.stop();
});

const right = answerFor("overview", overviewRequest().input);
const types = (events: readonly { type: string }[]) => new Set(events.map(({ type }) => type));
const failure = async (work: Promise<unknown>): Promise<CoursewrightError> => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof CoursewrightError) return error;
  throw new Error("should have thrown a CoursewrightError", { cause: error });
};

describe("a server without the Responses API", () => {
  it.each(["404", "405", "page"] as const)("(%s) gets Chat Completions, from then on", async (responsesMissing) => {
    const server = await start({ responsesMissing });
    const { client, waits } = createTestClient(server.baseUrl);
    for (const index of [0, 1]) {
      const { text, events } = await drain(client.streamJson(overviewRequest()));
      expect(text).toBe(right);
      expect(events.at(-1)).toMatchObject({ type: "done", usage: { output: Math.ceil(right.length / 4) } });
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
    expect(text).toBe(right);
    expect(types(events)).toContain("restart");
  });

  it("may cut its answer off", async () => {
    const server = await start({ responsesMissing: "404", script: [{ fault: "truncated" }] });
    const { client } = createTestClient(server.baseUrl);
    expect((await failure(drain(client.streamJson(overviewRequest())))).code).toBe("model_too_long");
  });

  it("may refuse what is more than the minimum", async () => {
    const refuses = ["stream_options", "max_completion_tokens", "max_tokens", "strict", "json_schema", "json_object"];
    const server = await start({ responsesMissing: "404", refuses });
    const { client, waits } = createTestClient(server.baseUrl);
    expect((await drain(client.streamJson(overviewRequest()))).text).toBe(right);
    expect(waits).toEqual([]);
    const { body, instructions } = await server.call(0);
    expect(Object.keys(z.record(z.string(), z.unknown()).parse(body)).sort()).toEqual(["messages", "model", "stream"]);
    expect(instructions).toContain(JSON.stringify(overviewRequest().schema));
  });
});

it("leaves out what a Responses API refuses", async () => {
  const server = await start({ refuses: ["prompt_cache_key", "store", "strict", "max_output_tokens"] });
  const { client } = createTestClient(server.baseUrl);
  expect((await drain(client.streamJson(overviewRequest()))).text).toBe(right);
  expect(server.calls).toHaveLength(1);
  expect((await server.call(0)).path).toBe("/v1/responses");
});
