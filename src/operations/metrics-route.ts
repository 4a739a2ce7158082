/** `/metrics`: the figures, for whoever has the token, or for everybody where there is none. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { Backlog } from "../storage/backlog.ts";
import type { Metrics } from "./metrics.ts";

export type MetricsRoute = {
  path: string;
  answer: (headers: IncomingHttpHeaders) => Promise<{ status: number; body: object | string; contentType?: string }>;
};

/** @param token asked for as `Authorization: Bearer …`; null asks for nothing */
export function createMetricsRoute({ metrics, token }: { metrics: Metrics; token: string | null }): MetricsRoute {
  return {
    path: "/metrics",
    async answer({ authorization = "" }) {
      if (token !== null && !isSame(authorization, `Bearer ${token}`))
        return { status: 401, body: { error: "unauthorized" } };
      return { status: 200, body: await metrics.text(), contentType: metrics.contentType };
    },
  };
}

/** Takes as long however much of it is right. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

/** How much waits and is worked on, read from the database once a scrape. */
export function addBacklogGauges(metrics: Metrics, read: () => Promise<Backlog>): void {
  let underWay: Promise<Backlog> | null = null;
  const once = () => {
    underWay ??= read().finally(() => {
      underWay = null;
    });
    return underWay;
  };
  metrics.gauge("requests_pending", "Requests that were accepted and are not done", async () => (await once()).pending);
  metrics.gauge("oldest_pending_seconds", "Age of the oldest of them", async () => (await once()).oldestSeconds);
  metrics.gauge("leases", "Courses and documents that some worker holds now", async () => (await once()).leases);
}
