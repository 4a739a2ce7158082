/**
 * "Coursewright is writing the modules…" under a thread, and the native Stop button, where a workspace offers them. A
 * workspace that does not is asked again after a while. Nothing waits for any of it, and nothing fails with it; but what may
 * be showing is taken away again, however often that takes, or it would say for minutes that work goes on.
 */
import { WebAPIPlatformError } from "@slack/web-api";
import type { Log } from "../../log.ts";
import type { Clock } from "../clock.ts";
import type { SlackFor } from "./slack-port.ts";

export type StatusLine = {
  /** Shown after the bot's name; null takes it away. */
  set(text: string | null): void;
  session(isWorking: boolean): void;
  stop(): void;
};
export type StatusLines = {
  /** The line of one thread. `threadTs` is asked for when it is needed: a new course has none at first. */
  lineOf(place: { workspaceId: string; channelId: string; threadTs: () => string | null }): StatusLine;
};

type Feature = "assistant.threads.setStatus" | "agents.sessions.setStatus";

/** Slack takes a status away after two minutes. */
const refreshMs = 90_000;
/** How long a workspace that does not offer a feature is left alone with it. */
const offMs = 30 * 60_000;
/** After any other failure, a throttled call above all. */
const pauseMs = 60_000;
/** Waits between the tries to take something away. */
const takeAwayMs = [1_000, 3_000, 8_000, 20_000, 40_000] as const;
const notOffered = new Set([
  "feature_disabled",
  "feature_not_enabled",
  "unknown_method",
  "missing_scope",
  "not_allowed_token_type",
  "access_denied",
  "method_not_supported_for_channel_type",
]);

/** For all threads of this process. */
export function createStatusLines({
  slackFor,
  clock,
  log,
}: {
  slackFor: SlackFor;
  clock: Clock;
  log: Log;
}): StatusLines {
  const off = new Map<string, { until: number; isOffered: boolean }>();

  /** "failed": it may show or not show all the same. "skipped": nothing was sent. */
  async function attempt(
    workspaceId: string,
    feature: Feature,
    call: () => Promise<unknown>,
    { isTakingAway }: { isTakingAway: boolean },
  ): Promise<"done" | "failed" | "skipped"> {
    const key = `${workspaceId} ${feature}`;
    const rest = off.get(key);
    if (rest !== undefined && rest.until > clock.now() && !(isTakingAway && rest.isOffered)) return "skipped";
    try {
      await call();
      return "done";
    } catch (error) {
      const code = error instanceof WebAPIPlatformError ? error.data.error : "";
      const isOffered = !notOffered.has(code);
      off.set(key, { until: clock.now() + (isOffered ? pauseMs : offMs), isOffered });
      log.debug({ error, workspaceId, feature }, "no status here for a while");
      return isOffered ? "failed" : "skipped";
    }
  }

  /** Tries again and again while `isOver` does not say that something else is wanted by now. */
  async function takeAway(
    workspaceId: string,
    feature: Feature,
    call: () => Promise<unknown>,
    isOver: () => boolean,
  ): Promise<void> {
    for (const wait of takeAwayMs) {
      if ((await attempt(workspaceId, feature, call, { isTakingAway: true })) !== "failed") return;
      await new Promise<void>((resolve) => clock.after(wait, resolve));
      if (isOver()) return;
    }
  }

  return {
    lineOf({ workspaceId, channelId, threadTs }) {
      let wanted: string | null = null;
      let shown: string | null = null;
      let running = false;
      let stopped = false;
      let cancelRefresh: (() => void) | null = null;
      let sessions = Promise.resolve();
      let isSessionWanted = false;
      /** What may be showing at Slack, since it was asked for. */
      let mayShow = false;
      let mayWork = false;

      async function run(): Promise<void> {
        if (running) return;
        running = true;
        // Of several that came while one was on its way, the newest is set.
        for (let place = threadTs(); place !== null && shown !== wanted; place = threadTs()) {
          const [status, thread_ts] = [wanted ?? "", place];
          shown = wanted;
          const feature = "assistant.threads.setStatus";
          const call = async () => {
            const slack = await slackFor(workspaceId);
            return slack.assistant.threads.setStatus({ channel_id: channelId, thread_ts, status });
          };
          if (status !== "") {
            if ((await attempt(workspaceId, feature, call, { isTakingAway: false })) !== "skipped") mayShow = true;
          } else if (mayShow) {
            mayShow = false;
            await takeAway(workspaceId, feature, call, () => wanted !== null);
          }
        }
        running = false;
      }

      async function setSession(isWorking: boolean): Promise<void> {
        const feature = "agents.sessions.setStatus";
        const call = async () => {
          const thread_ts = threadTs();
          if (thread_ts === null) return;
          const slack = await slackFor(workspaceId);
          const status = isWorking ? "processing" : "active";
          await slack.agents.sessions.setStatus({ channel_id: channelId, thread_ts, status });
        };
        if (isWorking) {
          if ((await attempt(workspaceId, feature, call, { isTakingAway: false })) !== "skipped") mayWork = true;
        } else if (mayWork) {
          mayWork = false;
          await takeAway(workspaceId, feature, call, () => isSessionWanted);
        }
      }

      function again(): void {
        cancelRefresh?.();
        cancelRefresh = null;
        if (wanted === null || stopped) return;
        cancelRefresh = clock.after(refreshMs, () => {
          shown = null;
          void run();
          again();
        });
      }

      function set(text: string | null): void {
        if (stopped || text === wanted) return;
        wanted = text;
        void run();
        again();
      }

      return {
        set,
        session(isWorking) {
          isSessionWanted = isWorking;
          sessions = sessions.then(() => setSession(isWorking));
        },
        stop() {
          set(null);
          stopped = true;
          cancelRefresh?.();
        },
      };
    },
  };
}
