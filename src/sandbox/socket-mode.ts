import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { z } from "zod";
import type { Clock } from "./clock.ts";
import type { Ids } from "./ids.ts";
import { deliveryLimits } from "./limits.ts";
import type { JsonObject } from "./page-api.ts";
import type { Feed } from "./state.ts";
import type { BotAnswer, Delivery, Transport } from "./transport.ts";
import { acceptWebSocket, type WebSocketConnection } from "./websocket.ts";

export type SocketMode = Transport & {
  /** The path and query of a WebSocket address for one connection. */
  open(): string;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  connections(): number;
  /** Asks the app to connect anew, as Slack does now and then; `hard` cuts the line without a word. */
  disconnect(how: "refresh" | "hard"): void;
};

/** Slack's servers ping clients about this often, in milliseconds. */
const pingEvery = 10_000;

const acknowledgement = z.object({ envelope_id: z.string(), payload: z.json().optional() });

type Waiting = {
  delivery: Delivery;
  /** Where it was sent; null while there is no connection. */
  connection: WebSocketConnection | null;
  finish(answer: BotAnswer): void;
};

/** `connected` is told the number of connections whenever it changes. */
type Parts = { clock: Clock; ids: Ids; appId: string; connected: Feed<number> };

/**
 * Socket Mode: brings deliveries over the app's WebSocket connections. What was not acknowledged when a connection ends goes to
 * the next one, under the same envelope id.
 */
export function createSocketMode({ clock, ids, appId, connected }: Parts): SocketMode {
  const tickets = new Set<string>();
  const connections = new Set<WebSocketConnection>();
  const waiting = new Map<string, Waiting>();
  const back = new Set<() => void>();
  let turn = 0;

  function dispatch(envelopeId: string, entry: Waiting): void {
    const open = [...connections];
    const connection = open[turn++ % Math.max(1, open.length)];
    entry.connection = connection ?? null;
    connection?.send(JSON.stringify(envelope(envelopeId, entry.delivery)));
  }

  function accept(connection: WebSocketConnection): void {
    connections.add(connection);
    const timer = setInterval(() => connection.ping(), pingEvery);
    timer.unref();
    connection.onText((text) => acknowledge(text));
    connection.onClose(() => {
      clearInterval(timer);
      connections.delete(connection);
      connected.emit(connections.size);
      for (const [id, entry] of waiting) if (entry.connection === connection) dispatch(id, entry);
    });
    connection.send(
      JSON.stringify({
        type: "hello",
        num_connections: connections.size,
        debug_info: { host: "sandbox", build_number: 1, approximate_connection_time: 18_060 },
        connection_info: { app_id: appId },
      }),
    );
    for (const [id, entry] of waiting) if (entry.connection === null) dispatch(id, entry);
    const runs = [...back];
    back.clear();
    for (const run of runs) run();
    connected.emit(connections.size);
  }

  function acknowledge(text: string): void {
    const parsed = acknowledgement.safeParse(parseJson(text));
    if (!parsed.success) return;
    const { envelope_id, payload = null } = parsed.data;
    const empty = payload !== null && typeof payload === "object" && Object.keys(payload).length === 0;
    waiting.get(envelope_id)?.finish({ status: 200, body: empty ? null : payload, failure: null, noRetry: false });
  }

  return {
    send(delivery) {
      return new Promise((resolve) => {
        const id = ids.uuid();
        const cancel = clock.after(deliveryLimits.answer, () => {
          const failure = waiting.get(id)?.connection === null ? "connection_failed" : "http_timeout";
          entry.finish({ status: 0, body: null, failure, noRetry: false });
        });
        const entry: Waiting = {
          delivery,
          connection: null,
          finish(answer) {
            cancel();
            waiting.delete(id);
            resolve(answer);
          },
        };
        waiting.set(id, entry);
        dispatch(id, entry);
      });
    },
    whenBack(run) {
      back.add(run);
      return () => back.delete(run);
    },
    open() {
      const ticket = ids.hex(32);
      tickets.add(ticket);
      return `/link/?ticket=${ticket}&app_id=${appId}`;
    },
    upgrade(request, socket, head) {
      const ticket = new URL(request.url ?? "/", "http://127.0.0.1").searchParams.get("ticket") ?? "";
      const connection = tickets.delete(ticket) ? acceptWebSocket(request, socket, head) : null;
      if (connection === null) socket.destroy();
      else accept(connection);
    },
    connections: () => connections.size,
    disconnect(how) {
      for (const connection of connections) {
        if (how === "hard") connection.destroy();
        else
          connection.send(
            JSON.stringify({ type: "disconnect", reason: "refresh_requested", debug_info: { host: "sandbox" } }),
          );
      }
    },
    close() {
      for (const entry of [...waiting.values()]) {
        entry.finish({ status: 0, body: null, failure: "connection_failed", noRetry: true });
      }
      for (const connection of connections) connection.close();
    },
  };
}

function envelope(envelopeId: string, { kind, payload, retry }: Delivery): JsonObject {
  return {
    envelope_id: envelopeId,
    type: kind,
    accepts_response_payload: kind !== "events_api",
    payload,
    ...(kind === "events_api" ? { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? "" } : {}),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
