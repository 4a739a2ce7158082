/**
 * A model over HTTP that streams, and fails as the seed says. Which call fails, and how, depends on the course, the stage and
 * how often it was asked for, not on when: so a run can be repeated. Every call is logged for the audit.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { type ModelFault, playRefusal } from "../fixtures/model-faults.ts";
import { createChance } from "./chance.ts";
import { readAsked } from "./model-asked.ts";

export type ModelCall = {
  /** Milliseconds since 1970. */
  at: number;
  /** Of the course, or of the reply. */
  mark: string;
  /** What the answer holds: sections, or parts of one, or "revision". */
  writes: readonly string[];
  fault: ModelFault | null;
  /** When a right and whole answer had been sent, or null. */
  completedAt: number | null;
};
export type FaultyModel = {
  /** For `OPENAI_BASE_URL`. */
  baseUrl: string;
  calls(): readonly ModelCall[];
  /** Turns faults on and off; without them answers are right and quick. */
  setFaulty(on: boolean): void;
  /** While on, a course gets its first answer and no more. */
  setHolding(on: boolean): void;
  close(): Promise<void>;
};

const bodySchema = z.object({ input: z.string(), text: z.object({ format: z.object({ name: z.string() }) }) });

/** Chances for each call. Those that end a course as failed are rare. */
const chances: readonly (readonly [ModelFault, number])[] = [
  ["429", 0.05],
  ["500", 0.05],
  ["503", 0.03],
  ["drop", 0.05],
  ["early-end", 0.03],
  ["failed", 0.02],
  ["bad-schema", 0.03],
  ["not-json", 0.03],
  ["refusal", 0.012],
  ["truncated", 0.012],
  ["quota", 0.006],
  ["stall", 0.01],
  ["silent", 0.003],
];

/** What goes wrong with the nth call for a stage of a course; null for nothing. */
export function faultOf(
  seed: number,
  { mark, writes, nth, longSilences }: Pick<ModelCall, "mark" | "writes"> & { nth: number; longSilences: boolean },
): ModelFault | null {
  let left = createChance(seed, `model/${mark}/${writes}/${nth}`).between(0, 1);
  for (const [fault, chance] of chances) {
    left -= chance;
    if (left < 0) return fault === "silent" && !longSilences ? "500" : fault;
  }
  return null;
}

/** Starts it on a free port. Answers take some `secondsPerAnswer`. */
export async function startFaultyModel({
  seed,
  longSilences,
  secondsPerAnswer,
}: {
  seed: number;
  longSilences: boolean;
  secondsPerAnswer: number;
}): Promise<FaultyModel> {
  const calls: ModelCall[] = [];
  const asked = new Map<string, number>();
  let faulty = true;
  let held: PromiseWithResolvers<void> | null = null;

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    incoming.setEncoding("utf8");
    let raw = "";
    for await (const part of incoming) raw += part;
    const { input, text } = bodySchema.parse(JSON.parse(raw));
    const { mark, writes, right } = readAsked(text.format.name, input);
    const key = `${mark}/${writes}`;
    const nth = (asked.get(key) ?? 0) + 1;
    asked.set(key, nth);
    const fault = faulty ? faultOf(seed, { mark, writes, nth, longSilences }) : null;
    const call: ModelCall = { at: Date.now(), mark, writes, fault, completedAt: null };
    calls.push(call);
    if (held !== null && calls.some((other) => other.mark === mark && other.completedAt !== null)) await held.promise;
    if (fault !== null && playRefusal(fault, outgoing, 1)) return;
    const answer = contentFor(fault, right);
    if (await stream(outgoing, answer, fault, secondsPerAnswer * 1_000)) call.completedAt = Date.now();
  }

  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    calls: () => calls,
    setFaulty(on) {
      faulty = on;
    },
    setHolding(on) {
      held?.resolve();
      held = on ? Promise.withResolvers() : null;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const pieces = 24;

/** Sends the answer piece by piece. Tells whether a right answer went out whole. */
async function stream(
  outgoing: ServerResponse,
  answer: string,
  fault: ModelFault | null,
  milliseconds: number,
): Promise<boolean> {
  let gone = outgoing.destroyed;
  outgoing.on("close", () => {
    gone = true;
  });
  const send = (event: { type: string; [field: string]: unknown }) =>
    outgoing.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  outgoing.writeHead(200, { "content-type": "text/event-stream" });
  send({ type: "response.output_item.added", output_index: 0, item: { type: "message", role: "assistant" } });
  const size = Math.ceil(answer.length / pieces);
  for (let index = 0; index < pieces && !gone; index += 1) {
    await pause(milliseconds / pieces);
    const delta = answer.slice(index * size, (index + 1) * size);
    send({ type: "response.output_text.delta", output_index: 0, content_index: 0, delta });
    if (index < pieces / 2) continue;
    if (fault === "drop") outgoing.destroy();
    if (fault === "early-end") outgoing.end();
    if (fault === "stall") return false;
    if (fault === "drop" || fault === "early-end") return false;
  }
  if (gone) return false;
  const cut = fault === "truncated";
  const response = {
    status: cut ? "incomplete" : "completed",
    incomplete_details: cut ? { reason: "max_output_tokens" } : null,
    model: "stand-in",
    usage: { input_tokens: 900, output_tokens: 300, total_tokens: 1_200 },
  };
  send({ type: cut ? "response.incomplete" : "response.completed", response });
  outgoing.end();
  return fault === null;
}

function contentFor(fault: ModelFault | null, right: string): string {
  if (fault === "bad-schema") return JSON.stringify({ answer: [{ heading: "not what was asked for" }] });
  if (fault === "not-json") return `Here is what you asked for: ${right}`;
  return fault === "truncated" ? right.slice(0, right.length / 2) : right;
}
