/** `fetch` for Slack's Web API, watched: how often each method is called, how long it takes, and what comes of it. */
import type { Metrics, SlackOutcome } from "./metrics.ts";
import type { Tracing } from "./tracing.ts";

/** @param now milliseconds that never go back */
export function createWatchedFetch({
  fetch,
  metrics,
  tracing,
  now,
}: {
  fetch: typeof globalThis.fetch;
  metrics: Pick<Metrics, "slackBegan" | "slackEnded">;
  tracing: Pick<Tracing, "span">;
  now: () => number;
}): typeof globalThis.fetch {
  return (input, init) => {
    const method = methodOf(input);
    return tracing.span(`slack ${method}`, { "slack.method": method }, async () => {
      const begun = now();
      metrics.slackBegan(method);
      let outcome: SlackOutcome = "unreachable";
      try {
        const response = await fetch(input, init);
        outcome = await outcomeOf(response);
        return response;
      } finally {
        metrics.slackEnded(method, outcome, (now() - begun) / 1_000);
      }
    });
  };
}

/** The last part of the address; "file" for what is no method. */
function methodOf(input: Parameters<typeof globalThis.fetch>[0]): string {
  const url = new URL(input instanceof Request ? input.url : input);
  const last = url.pathname.split("/").at(-1) ?? "";
  return /^[a-zA-Z0-9]+(\.[a-zA-Z0-9]+)+$/.test(last) && url.pathname.includes("/api/") ? last : "file";
}

/** Slack says no with status 200, and says so first. */
async function outcomeOf(response: Response): Promise<SlackOutcome> {
  if (response.status === 429) return "throttled";
  if (!response.ok) return "failed";
  if (!(response.headers.get("content-type") ?? "").includes("json")) return "ok";
  const text = await response.clone().text();
  return text.startsWith('{"ok":false') ? "refused" : "ok";
}
