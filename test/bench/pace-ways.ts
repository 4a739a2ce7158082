/** What people would use instead of the bot's publisher, fed by the same model. */
import { createSlackAdapter } from "@chat-adapter/slack";
import { LogLevel, WebClient } from "@slack/web-api";
import { Chat, type Logger } from "chat";
import { memoryState } from "./pace-chat-state.ts";
import { paceApiUrl, speakCourse, type WayOf } from "./pace-model.ts";
import type { PaceSlack } from "./pace-slack.ts";

const silent = () => undefined;

/** A client as it comes: it waits out a 429 and tries again, and holds all of its calls while it does. */
function plainClient(slack: PaceSlack, workspaceId: string): WebClient {
  return new WebClient(`xoxb-${workspaceId}`, { slackApiUrl: paceApiUrl, fetch: slack.fetch, logger: quiet });
}
const quiet = {
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  setLevel: silent,
  getLevel: () => LogLevel.ERROR,
  setName: silent,
};

const quietly: Logger = { debug: silent, info: silent, warn: silent, error: silent, child: () => quietly };

/** One message a finished section. */
export const classic: WayOf = async ({ time, slack, spoken }) => {
  const client = plainClient(slack, "T1");
  return async ({ course, channelId }) => {
    const root = await client.chat.postMessage({ channel: channelId, text: `course ${course}x` });
    let text = "";
    let posting = Promise.resolve<unknown>(null);
    for await (const piece of speakCourse({ time, spoken }, course)) {
      text += piece.text;
      if (!piece.ended) continue;
      const section = text;
      text = "";
      // The model is not kept waiting for Slack.
      posting = posting.then(() =>
        client.chat.postMessage({ channel: channelId, thread_ts: root.ts ?? "", text: section }),
      );
    }
    await posting;
  };
};

/** `chat.update` every 20 chunks, as many examples do. */
export const everyTwentyChunks: WayOf = async ({ time, slack, spoken }) => {
  const client = plainClient(slack, "T1");
  return async ({ course, channelId }) => {
    const { ts = "" } = await client.chat.postMessage({ channel: channelId, text: `course ${course}x` });
    let text = "";
    let chunks = 0;
    const edits: Promise<unknown>[] = [];
    for await (const piece of speakCourse({ time, spoken }, course)) {
      text += piece.text;
      chunks += 1;
      if (chunks % 20 === 0) edits.push(client.chat.update({ channel: channelId, ts, text }).catch(() => undefined));
    }
    const last = async (): Promise<unknown> => client.chat.update({ channel: channelId, ts, text }).catch(last);
    await Promise.all([...edits, last()]);
  };
};

/** The Chat SDK, which in a channel posts and edits. */
export const chatSdk: WayOf = async ({ time, slack, spoken }) => {
  const adapter = createSlackAdapter({
    botToken: "xoxb-T1",
    signingSecret: "bench",
    apiUrl: paceApiUrl,
    botUserId: "UBOT",
    // Its client speaks through axios.
    webClientOptions: {
      logger: quiet,
      adapter: async (config) => {
        const headers = new Headers();
        for (const [name, value] of Object.entries(config.headers))
          if (typeof value === "string") headers.set(name, value);
        const answer = await slack.fetch(new URL(config.url ?? "", config.baseURL ?? paceApiUrl), {
          method: "POST",
          headers,
          body: String(config.data ?? ""),
        });
        return {
          status: answer.status,
          statusText: "",
          headers: Object.fromEntries(answer.headers),
          data: await answer.text(),
          config,
          request: {},
        };
      },
    },
    logger: quietly,
  });
  const chat = new Chat({ userName: "bot", adapters: { slack: adapter }, state: memoryState(), logger: "silent" });
  await chat.initialize();
  return async ({ course, channelId }) => {
    const root = await chat.channel(`slack:${channelId}`).post(`course ${course}x`);
    async function* words() {
      for await (const { text } of speakCourse({ time, spoken }, course)) if (text !== "") yield text;
    }
    await chat.thread(`slack:${channelId}:${root.id}`).post(words());
  };
};
