/** A model's service over HTTP that answers with the benchmarks' course: 600 ms to the first token, then 80 tokens a second. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { z } from "zod";
import { tokensOf } from "../../src/authoring/offline-writer.ts";
import { stageNames } from "../../src/course/stages.ts";
import { partAskedFor } from "../fixtures/model-answers.ts";
import { partAnswer, sectionAnswer } from "./course-text.ts";

export const modelPace = { firstMs: 600, tokensPerSecond: 80 } as const;

export type SimulatedCall = {
  /** Milliseconds of `performance.now()`. */
  began: number;
  ended: number;
  kind: string;
  /** What a service reads before it writes, in the order in which it caches: schema, instructions, input. */
  read: string;
  outputTokens: number;
};
export type SimulatedModel = { baseUrl: string; calls: SimulatedCall[]; close(): Promise<void> };

const bodySchema = z.object({
  instructions: z.string(),
  input: z.string(),
  text: z.object({ format: z.object({ name: z.string(), schema: z.unknown() }) }),
});

export async function startSimulatedModel({
  firstMs,
  tokensPerSecond,
  cites = true,
}: {
  firstMs: number;
  tokensPerSecond: number;
  /** False for a bot without documents: a passage that it did not give is nonsense to it. */
  cites?: boolean;
} = modelPace): Promise<SimulatedModel> {
  const calls: SimulatedCall[] = [];

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const began = performance.now();
    incoming.setEncoding("utf8");
    let raw = "";
    for await (const part of incoming) raw += part;
    const { instructions, input, text } = bodySchema.parse(JSON.parse(raw));
    const { name, schema } = text.format;
    const part = name === "course_part" ? (partAskedFor(input) ?? ({ kind: "assessments" } as const)) : null;
    const stage = stageNames.find((each) => name.endsWith(each)) ?? "overview";
    const answer = part === null ? sectionAnswer(stage) : partAnswer(part);
    const tokens = tokensOf(cites ? answer : withoutPassages(answer));
    const read = `${JSON.stringify(schema)}\n${instructions}\n${input}`;
    const call: SimulatedCall = { began, ended: 0, kind: part?.kind ?? stage, read, outputTokens: tokens.length };
    outgoing.writeHead(200, { "content-type": "text/event-stream" });
    const send = (event: { type: string; [field: string]: unknown }) =>
      outgoing.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
    send({ type: "response.output_item.added", output_index: 0, item: { type: "message", role: "assistant" } });
    let sent = 0;
    const step = () => {
      if (outgoing.destroyed) return;
      const due = Math.min(
        tokens.length,
        Math.floor(((performance.now() - began - firstMs) / 1_000) * tokensPerSecond) + 1,
      );
      if (due > sent) {
        const delta = tokens.slice(sent, due).join("");
        send({ type: "response.output_text.delta", output_index: 0, content_index: 0, delta });
        sent = due;
      }
      if (sent < tokens.length) {
        const next = began + firstMs + (sent / tokensPerSecond) * 1_000;
        setTimeout(step, Math.max(1, next - performance.now()));
        return;
      }
      const usage = { input_tokens: Math.ceil(read.length / 4), output_tokens: tokens.length, total_tokens: 0 };
      send({
        type: "response.completed",
        response: { status: "completed", incomplete_details: null, model: "simulated", usage },
      });
      outgoing.end();
      call.ended = performance.now();
      calls.push(call);
    };
    setTimeout(step, firstMs);
  }

  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    calls,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function withoutPassages(answer: string): string {
  return JSON.stringify(JSON.parse(answer), (key, value: unknown) => (key === "passages" ? [] : value));
}
