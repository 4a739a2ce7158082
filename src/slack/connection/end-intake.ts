/**
 * Ends a server's intake. `server.close` alone waits for connections that are kept alive and asked something again and again,
 * as Slack's are while courses are being written: for those it never comes to an end.
 */
import type { Server } from "node:http";

/** What is being answered then is cut off: Slack delivers it again. */
const longestAnswerMs = 2_000;

/** To be called before the server serves anything. The result closes it: each connection ends with the answer it waits for. */
export function prepareEnd(server: Server): (close: () => Promise<void>) => Promise<void> {
  let isEnding = false;
  server.prependListener("request", (_request, response) => {
    if (isEnding) response.shouldKeepAlive = false;
  });
  return async (close) => {
    isEnding = true;
    const cut = setTimeout(() => server.closeAllConnections(), longestAnswerMs);
    try {
      await close();
    } finally {
      clearTimeout(cut);
    }
  };
}
