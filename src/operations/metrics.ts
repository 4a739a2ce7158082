/** Figures for Prometheus. No label holds an id of a workspace, a person or a course: their number would have no end. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export type SlackOutcome = "ok" | "throttled" | "refused" | "failed" | "unreachable";
export type Metrics = {
  requestAccepted(kind: string): void;
  /** `outcome` is what came of it, or the code of the error that sent it back. */
  requestEnded(kind: string, outcome: string, seconds: number): void;
  /** From being accepted to being begun for the first time. */
  requestWaited(kind: string, seconds: number): void;
  stageEnded(stage: string, outcome: string, seconds: number): void;
  tokens(usage: { input: number; cachedInput: number; output: number }): void;
  embeddingTokens(count: number): void;
  slackBegan(method: string): void;
  slackEnded(method: string, outcome: SlackOutcome, seconds: number): void;
  /** Read anew at each scrape. What cannot be read is left out. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void;
  /** In Prometheus' text format. */
  text(): Promise<string>;
  readonly contentType: string;
};

const prefix = "coursewright_";
const waits = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
const works = [0.5, 1, 2.5, 5, 10, 20, 40, 60, 120, 300, 600];
const calls = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** With figures of the process itself beside the bot's own. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const accepted = new Counter({
    name: `${prefix}requests_accepted_total`,
    help: "Requests that people made and that were stored",
    labelNames: ["kind"],
    registers,
  });
  const ended = new Histogram({
    name: `${prefix}request_seconds`,
    help: "Work on a request, by what came of it",
    labelNames: ["kind", "outcome"],
    buckets: works,
    registers,
  });
  const waited = new Histogram({
    name: `${prefix}queue_lag_seconds`,
    help: "From a request's being accepted to its being begun",
    labelNames: ["kind"],
    buckets: waits,
    registers,
  });
  const stage = new Histogram({
    name: `${prefix}stage_seconds`,
    help: "Writing of one section or reply by the language model or the offline writer",
    labelNames: ["stage", "outcome"],
    buckets: works,
    registers,
  });
  const tokens = new Counter({
    name: `${prefix}model_tokens_total`,
    help: "Tokens of the language model as its service counts them; cached ones are among the input",
    labelNames: ["direction"],
    registers,
  });
  const embedding = new Counter({
    name: `${prefix}embedding_tokens_total`,
    help: "Tokens that the embedding model read, as its service counts them",
    registers,
  });
  const slack = new Histogram({
    name: `${prefix}slack_call_seconds`,
    help: "Calls of Slack's Web API; throttled ones were answered with 429",
    labelNames: ["method", "outcome"],
    buckets: calls,
    registers,
  });
  const inFlight = new Gauge({
    name: `${prefix}slack_calls_in_flight`,
    help: "Calls of Slack's Web API without an answer yet; chat.update are the edits",
    labelNames: ["method"],
    registers,
  });

  return {
    requestAccepted: (kind) => accepted.inc({ kind }),
    requestEnded: (kind, outcome, seconds) => ended.observe({ kind, outcome }, seconds),
    requestWaited: (kind, seconds) => waited.observe({ kind }, Math.max(0, seconds)),
    stageEnded: (name, outcome, seconds) => stage.observe({ stage: name, outcome }, seconds),
    tokens(usage) {
      tokens.inc({ direction: "input" }, usage.input);
      tokens.inc({ direction: "cached_input" }, usage.cachedInput);
      tokens.inc({ direction: "output" }, usage.output);
    },
    embeddingTokens: (count) => embedding.inc(count),
    slackBegan: (method) => inFlight.inc({ method }),
    slackEnded(method, outcome, seconds) {
      inFlight.dec({ method });
      slack.observe({ method, outcome }, seconds);
    },
    gauge(name, help, read) {
      new Gauge({
        name: `${prefix}${name}`,
        help,
        registers,
        async collect() {
          try {
            this.set(await read());
          } catch {
            // The other figures are wanted most when something is away.
            this.reset();
          }
        },
      });
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
