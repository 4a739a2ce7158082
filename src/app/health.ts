/** What load balancers and Prometheus ask for. */
import { createMetricsRoute } from "../operations/metrics-route.ts";
import type { HealthRoute } from "../slack/connection/receivers.ts";
import type { Parts } from "./parts.ts";

/** Alive, ready, and the metrics. */
export function healthRoutes({ database, queue, config, metrics }: Parts): HealthRoute[] {
  const { role } = config;
  return [
    createMetricsRoute({ metrics, token: config.operations.metricsToken }),
    { path: "/healthz", answer: async () => ({ status: 200, body: { status: "ok", role } }) },
    {
      path: "/readyz",
      answer: async () => {
        await database.execute("select 1");
        await queue.ping();
        return { status: 200, body: { status: "ready", role } };
      },
    },
  ];
}
