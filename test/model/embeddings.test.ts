import { createServer } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { codeOf } from "../../src/errors.ts";
import { createEmbeddingModel, type EmbeddingModel } from "../../src/model/embeddings.ts";
import { type EmbeddingsServer, startEmbeddingsServer } from "../fixtures/embeddings-server.ts";
import { sparePort } from "../fixtures/spare-port.ts";

let server: EmbeddingsServer;
let waits: number[];
beforeAll(async () => {
  server = await startEmbeddingsServer();
});
afterAll(() => server.stop());
beforeEach(() => {
  server.behave("answer");
  server.calls.length = 0;
  waits = [];
});

const { signal } = new AbortController();
const clock = {
  now: () => 0,
  sleep: async (milliseconds: number) => {
    waits.push(milliseconds);
    server.behave("answer");
  },
  random: () => 0,
};
const model = (settings: { dimensions?: number | null; baseUrl?: string } = {}): EmbeddingModel =>
  createEmbeddingModel({
    apiKey: "key",
    baseUrl: server.baseUrl,
    model: "stand-in",
    dimensions: null,
    clock,
    ...settings,
  });
const failure = (work: Promise<unknown>) => work.then(() => "none", codeOf);

describe("texts", () => {
  it("become vectors of length 1, in their order, and are counted", async () => {
    const { vectors, tokens } = await model().embed(["holiday", "fire", "vacation"], { signal });
    expect(vectors).toHaveLength(3);
    const [holiday = [], fire = [], vacation = []] = vectors.map((vector) => vector ?? []);
    const cosine = (one: number[], other: number[]) =>
      one.reduce((sum, number, index) => sum + number * (other[index] ?? 0), 0);
    expect(cosine(holiday, holiday)).toBeCloseTo(1, 10);
    expect(cosine(holiday, vacation)).toBeCloseTo(1, 10);
    expect(cosine(holiday, fire)).toBeLessThan(0.5);
    expect(tokens).toBe(5);
    expect(server.calls).toHaveLength(1);
  });

  it("are embedded as short as the settings want", async () => {
    const { vectors } = await model({ dimensions: 16 }).embed(["holiday"], { signal });
    expect(vectors[0]).toHaveLength(16);
    expect(server.calls[0]).toMatchObject({ dimensions: 16, authorization: "Bearer key" });
  });

  it("that are too long are cut, alone", async () => {
    const { vectors } = await model().embed(["holiday", "x".repeat(7_000), ""], { signal });
    expect(vectors.map((vector) => vector?.length)).toEqual([96, 96, 96]);
    const lengths = server.calls.flatMap(({ inputs }) => inputs.map(({ length }) => length));
    expect(lengths).toContain(7_000);
    expect(lengths.at(-2)).toBe(3_500);
  });

  it("none need no call", async () => {
    expect(await model().embed([], { signal })).toEqual({ vectors: [], tokens: 0 });
    expect(server.calls).toEqual([]);
  });
});

describe("a failing service", () => {
  it.each([429, 500, 503])("is asked again after %i", async (status) => {
    server.behave(status);
    expect((await model().embed(["fire"], { signal })).vectors).toHaveLength(1);
    expect(waits).toHaveLength(1);
  });

  it.each([
    [503, "model_busy"],
    [500, "model_down"],
    [401, "model_key"],
    ["nonsense", "model_down"],
  ] as const)("(%s) is given up when there is no further attempt", async (mode, code) => {
    server.behave(mode);
    expect(await failure(model().embed(["fire"], { signal, attempts: 1 }))).toBe(code);
    expect(waits).toEqual([]);
  });

  it("that gives vectors of another length than the settings want is not believed", async () => {
    const other = createServer((_incoming, outgoing) => {
      outgoing
        .writeHead(200, { "content-type": "application/json" })
        .end(JSON.stringify({ data: [{ index: 0, embedding: [1, 0, 0] }] }));
    });
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const address = other.address();
    const baseUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
    expect(await failure(model({ baseUrl, dimensions: 4 }).embed(["fire"], { signal, attempts: 1 }))).toBe(
      "model_down",
    );
    expect((await model({ baseUrl, dimensions: 3 }).embed(["fire"], { signal, attempts: 1 })).vectors).toEqual([
      [1, 0, 0],
    ]);
    await new Promise((resolve) => other.close(resolve));
  });

  it("that nobody reaches", async () => {
    const baseUrl = `http://127.0.0.1:${await sparePort()}/v1`;
    expect(await failure(model({ baseUrl }).embed(["fire"], { signal, attempts: 1 }))).toBe("model_down");
  });

  it("that does not answer is left when the caller wants no more", async () => {
    server.behave("hang");
    const reason = new Error("enough");
    const leaving = new AbortController();
    const work = model().embed(["fire"], { signal: leaving.signal });
    const ended = work.catch((error: unknown) => error);
    await expect.poll(() => server.calls.length, { timeout: 60_000 }).toBe(1);
    leaving.abort(reason);
    expect(await ended).toBe(reason);
  });
});
