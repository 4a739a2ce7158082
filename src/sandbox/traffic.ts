import type { Clock } from "./clock.ts";
import type { Json, UiTraffic } from "./page-api.ts";
import { createFeed, type Feed } from "./state.ts";

/** The team is null for calls whose token belongs to none. */
export type TrafficEntry = UiTraffic & { team: string | null };

export type Traffic = {
  record(entry: Omit<TrafficEntry, "id" | "ms">): void;
  /** Oldest first. */
  list(): readonly TrafficEntry[];
  readonly feed: Feed<TrafficEntry>;
};

const kept = 1_000;

/** Remembers the last thousand calls and deliveries between the bot and Slack, without tokens. `at` is when one began. */
export function createTraffic({ clock }: { clock: Clock }): Traffic {
  let entries: TrafficEntry[] = [];
  let id = 0;
  const feed = createFeed<TrafficEntry>();
  return {
    feed,
    list: () => entries,
    record(fields) {
      id += 1;
      const entry = {
        ...fields,
        id,
        ms: clock.now() - fields.at,
        request: withoutSecrets(fields.request),
        response: withoutSecrets(fields.response),
      };
      entries = entries.length < kept * 2 ? [...entries, entry] : [...entries.slice(-kept), entry];
      feed.emit(entry);
    },
  };
}

const secret = /^(token|access_token|refresh_token|client_secret|code)$/;

function withoutSecrets(body: Json): Json {
  if (body === null || typeof body !== "object" || Array.isArray(body)) return body;
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, secret.test(key) ? "…" : value]));
}
