import { z } from "zod";
import type { Clock } from "./clock.ts";
import { deliveryLimits } from "./limits.ts";
import type { Json, JsonObject } from "./page-api.ts";
import { signatureHeaders } from "./signing.ts";

/** Something that Slack brings to the app. The names are Socket Mode's. */
export type Delivery = {
  kind: "events_api" | "slash_commands" | "interactive";
  payload: JsonObject;
  retry: { num: number; reason: string } | null;
};

type Failure = "http_timeout" | "http_error" | "connection_failed" | "too_many_redirects";

/** What the app made of it. `status` is 0 when no answer came. */
export type BotAnswer = { status: number; body: Json; failure: Failure | null; noRetry: boolean };

export type Transport = {
  /** Resolves with whatever comes of it; never throws. */
  send(delivery: Delivery): Promise<BotAnswer>;
  /** Runs something once when the app has connected anew; the answer cancels it. An address never does. */
  whenBack(run: () => void): () => void;
  close(): void;
};

type HttpParts = { clock: Clock; signingSecret: string; target: () => string };

/** Brings deliveries as signed HTTP requests; three seconds to answer. */
export function createHttpTransport({ clock, signingSecret, target }: HttpParts): Transport {
  const controllers = new Set<AbortController>();
  return {
    async send({ kind, payload, retry }) {
      const body = encode(kind, payload);
      const controller = new AbortController();
      controllers.add(controller);
      const cancel = clock.after(deliveryLimits.answer, () => controller.abort());
      try {
        const response = await fetch(target(), {
          method: "POST",
          body,
          redirect: "manual",
          signal: controller.signal,
          headers: {
            "content-type": kind === "events_api" ? "application/json" : "application/x-www-form-urlencoded",
            "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            ...signatureHeaders(signingSecret, body, clock.now()),
            ...(retry === null ? {} : { "x-slack-retry-num": String(retry.num), "x-slack-retry-reason": retry.reason }),
          },
        });
        const text = await response.text();
        return {
          status: response.status,
          body: parseBody(text),
          failure: response.ok
            ? null
            : response.status >= 300 && response.status < 400
              ? "too_many_redirects"
              : "http_error",
          noRetry: response.headers.get("x-slack-no-retry") === "1",
        };
      } catch {
        const failure = controller.signal.aborted ? "http_timeout" : "connection_failed";
        return { status: 0, body: null, failure, noRetry: false };
      } finally {
        cancel();
        controllers.delete(controller);
      }
    },
    whenBack: () => () => {},
    close() {
      for (const controller of controllers) controller.abort();
    },
  };
}

function encode(kind: Delivery["kind"], payload: JsonObject): string {
  if (kind === "events_api") return JSON.stringify(payload);
  if (kind === "interactive") return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const fields = Object.entries(payload).map(([key, value]): [string, string] => [key, String(value ?? "")]);
  return new URLSearchParams(fields).toString();
}

/** JSON when it is JSON, else the text; an empty body is null. */
function parseBody(text: string): Json {
  if (text === "") return null;
  try {
    return z.json().parse(JSON.parse(text));
  } catch {
    return text;
  }
}
