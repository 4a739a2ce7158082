/** OpenTelemetry traces, from a command through the queue and the model to Slack. Spans hold ids and codes, never texts. */
import { type Attributes, context, type Span, SpanStatusCode, type Tracer, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { BatchSpanProcessor, NodeTracerProvider, type SpanExporter } from "@opentelemetry/sdk-trace-node";
import type { Telemetry } from "bullmq";
import { BullMQOtel } from "bullmq-otel";
import { codeOf } from "../errors.ts";

export type Tracing = {
  /** Runs something as a span of the trace that is under way. An error ends the span with its code, and is thrown on. */
  span<Result>(name: string, attributes: Attributes, run: () => Promise<Result>): Promise<Result>;
  /** The same for a stream: the span ends with it. */
  stream<Item>(
    name: string,
    attributes: Attributes,
    run: () => AsyncIterable<Item>,
  ): AsyncGenerator<Item, void, undefined>;
  /** For the queue, so that work is of the trace that asked for it; null when there are no traces. */
  telemetry: Telemetry | null;
  /** Sends what is left. */
  stop(): Promise<void>;
};

const name = "coursewright";
const longestGoodbye = 2_000;

/**
 * @param url the OTLP endpoint over HTTP, such as "http://collector:4318"; null makes no traces
 * @param exporter takes the place of the one for `url`
 */
export function startTracing({ url, exporter }: { url: string | null; exporter?: SpanExporter }): Tracing {
  if (url === null && exporter === undefined)
    return { ...tracingWith(trace.getTracer(name)), telemetry: null, stop: async () => undefined };
  const sink = exporter ?? new OTLPTraceExporter({ url: `${(url ?? "").replace(/\/$/, "")}/v1/traces` });
  const provider = new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(sink)] });
  // Process-wide, as the queue's own spans look there for theirs.
  provider.register();
  return {
    ...tracingWith(provider.getTracer(name)),
    telemetry: new BullMQOtel({ tracerName: name }),
    async stop() {
      const late = new Promise((resolve) => setTimeout(resolve, longestGoodbye).unref());
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
      trace.disable();
      context.disable();
    },
  };
}

function tracingWith(tracer: Tracer): Pick<Tracing, "span" | "stream"> {
  const failed = (span: Span, error: unknown) => {
    span.setAttribute("error.code", codeOf(error));
    span.setStatus({ code: SpanStatusCode.ERROR });
  };
  return {
    span: (title, attributes, run) =>
      tracer.startActiveSpan(title, { attributes }, async (span) => {
        try {
          return await run();
        } catch (error) {
          failed(span, error);
          throw error;
        } finally {
          span.end();
        }
      }),

    async *stream(title, attributes, run) {
      const span = tracer.startSpan(title, { attributes });
      try {
        yield* context.with(trace.setSpan(context.active(), span), run);
      } catch (error) {
        failed(span, error);
        throw error;
      } finally {
        span.end();
      }
    },
  };
}
