/** A load balancer before several web processes: takes them in turn, passes over those that do not listen, and never sends a request twice. */
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";

export type Balancer = { url: string; close(): Promise<void> };

/** Listens on a free port and hands requests on to these. */
export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  let turn = 0;

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part);
    const body = Buffer.concat(parts);
    turn += 1;
    for (let index = 0; index < ports.length; index += 1) {
      const port = ports[(turn + index) % ports.length] ?? 0;
      if ((await hand(incoming, outgoing, body, port)) === "done") return;
    }
    outgoing.writeHead(503).end();
  }

  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** "refused" when nobody listens: then nothing was sent, and the next may have it. */
function hand(
  { method, url, headers }: IncomingMessage,
  outgoing: ServerResponse,
  body: Buffer,
  port: number,
): Promise<"done" | "refused"> {
  return new Promise((resolve) => {
    const upstream = request({ host: "127.0.0.1", port, method, path: url, headers, agent: false }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
      answer.on("error", () => outgoing.destroy());
      answer.on("close", () => resolve("done"));
    });
    upstream.on("error", (error) => {
      if ("code" in error && error.code === "ECONNREFUSED") return resolve("refused");
      // It may have done what was asked: whoever asked learns that there is no answer.
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(502).end();
      resolve("done");
    });
    outgoing.on("close", () => upstream.destroy());
    upstream.end(body);
  });
}
