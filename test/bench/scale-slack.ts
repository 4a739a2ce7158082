/** A Slack that answers every call with "ok" after 80 ms and refuses nothing: what is measured beside it is the bot's own. */
import { createServer } from "node:http";

const callMs = 80;

export type PlainSlack = {
  apiUrl: string;
  /** Calls so far, by method. */
  calls: ReadonlyMap<string, number>;
  close(): Promise<void>;
};

export async function startPlainSlack(): Promise<PlainSlack> {
  const calls = new Map<string, number>();
  let posted = 0;

  function answerTo(method: string, team: string): object {
    switch (method) {
      case "auth.test":
        return { user_id: "UBOT", bot_id: "BBOT", team_id: team, user: "bot", url: "https://bench.slack.com/" };
      case "chat.postMessage":
        posted += 1;
        return { channel: "C1", ts: `${1_000_000 + posted}.000001`, message: { text: "" } };
      case "chat.update":
        return { channel: "C1", ts: "1000000.000001", text: "" };
      case "chat.getPermalink":
        return { permalink: "https://bench.slack.com/archives/C1/p1" };
      case "conversations.replies":
      case "conversations.history":
        return { messages: [], has_more: false };
      case "conversations.info":
        return { channel: { id: "C1", is_ext_shared: false, is_private: false } };
      case "conversations.members":
        return { members: ["U1"] };
      case "users.info":
        return { user: { id: "U1", name: "ada", team_id: team, real_name: "Ada", locale: "en-US", profile: {} } };
      default:
        return {};
    }
  }

  const server = createServer((incoming, outgoing) => {
    const method = new URL(incoming.url ?? "/", "http://bench").pathname.split("/").at(-1) ?? "";
    const team = /xoxb-(\w+)/.exec(incoming.headers.authorization ?? "")?.[1] ?? "T1";
    calls.set(method, (calls.get(method) ?? 0) + 1);
    incoming.resume();
    incoming.once("end", () => {
      setTimeout(() => {
        outgoing.writeHead(200, { "content-type": "application/json" });
        outgoing.end(JSON.stringify({ ok: true, ...answerTo(method, team) }));
      }, callMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    calls,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
