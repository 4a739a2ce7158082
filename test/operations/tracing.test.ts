/** One trace from a click to Slack, across the queue. */
import { InMemorySpanExporter, type ReadableSpan } from "@opentelemetry/sdk-trace-node";
import { expect, test } from "vitest";
import { CoursewrightError } from "../../src/errors.ts";
import { createQueue } from "../../src/jobs/queue.ts";
import { createMetrics } from "../../src/operations/metrics.ts";
import { startTracing } from "../../src/operations/tracing.ts";
import { createWatchedFetch } from "../../src/operations/watched-fetch.ts";
import { openTestDatabase } from "../fixtures/databases.ts";
import { createTestLog } from "../fixtures/logs.ts";

/** Keeps what it got when it is shut down. */
class KeepingExporter extends InMemorySpanExporter {
  kept: ReadableSpan[] = [];
  override async shutdown(): Promise<void> {
    this.kept = this.getFinishedSpans();
    return super.shutdown();
  }
}

test("a command, its work on the queue, the model's stream and the call of Slack are one trace; errors leave their codes", async () => {
  const exporter = new KeepingExporter();
  const tracing = startTracing({ url: null, exporter });
  const { database, close } = await openTestDatabase("pglite");
  const queue = await createQueue({
    backend: { kind: "database", database },
    telemetry: tracing.telemetry,
    log: createTestLog().log,
  });
  const slack = createWatchedFetch({
    fetch: async () => new Response("{}"),
    metrics: createMetrics(),
    tracing,
    now: () => 0,
  });
  async function* model() {
    yield 1;
    throw new CoursewrightError("model_busy", "busy");
  }
  const worked = Promise.withResolvers<void>();
  const handle = await queue.work({
    concurrency: 1,
    async run() {
      await tracing.span("request write", {}, async () => {
        try {
          for await (const _ of tracing.stream("write overview", {}, model));
        } catch {
          await slack("https://slack.com/api/chat.update");
        }
      });
      worked.resolve();
    },
  });
  await tracing.span("slack /course", {}, () => queue.wake({ workspaceId: "T1", kind: "course", id: "c1" }));
  await worked.promise;
  await handle.close();
  await queue.close();
  await tracing.stop();
  await close();
  const byName = new Map(exporter.kept.map((span) => [span.name, span]));
  const names = ["slack /course", "request write", "write overview", "slack chat.update"];
  expect(names.filter((name) => !byName.has(name))).toEqual([]);
  expect(new Set(names.map((name) => byName.get(name)?.spanContext().traceId)).size).toBe(1);
  expect(byName.get("write overview")?.attributes["error.code"]).toBe("model_busy");
}, 120_000);
