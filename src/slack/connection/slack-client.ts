/** The client of one workspace, set so that pacing and retrying stay ours. */
import { WebClient } from "@slack/web-api";
import type { Log } from "../../log.ts";
import { boltLogger } from "./bolt-logger.ts";

/** Slack answers within a second as a rule; a post without an answer is looked for rather than awaited. */
const timeoutMs = 10_000;

/**
 * One client a workspace: a throttled one delays no neighbour. The library's own retries are off (they repeat posts,
 * and a 429 would halt the whole client); every error comes back at once.
 */
export function createSlackClient({
  token,
  apiUrl,
  fetch,
  log,
}: {
  token: string;
  /** Such as "https://slack.com/api/". */
  apiUrl: string;
  fetch?: typeof globalThis.fetch;
  log: Log;
}): WebClient {
  return new WebClient(token, {
    slackApiUrl: apiUrl.endsWith("/") ? apiUrl : `${apiUrl}/`,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: timeoutMs,
    ...(fetch !== undefined && { fetch }),
    logger: boltLogger(log),
  });
}
