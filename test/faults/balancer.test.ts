/** The load balancer before the web processes. */
import { createServer, type RequestListener, type Server } from "node:http";
import { afterEach, expect, test } from "vitest";
import { sparePort } from "../fixtures/spare-port.ts";
import { type Balancer, startBalancer } from "./balancer.ts";

const servers: Server[] = [];
let balancer: Balancer | null = null;
afterEach(async () => {
  await balancer?.close();
  for (const server of servers.splice(0)) server.closeAllConnections();
});

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

test("requests go to each in turn, with their bodies and headers", async () => {
  const seen: string[] = [];
  const echo = (name: string) =>
    serve(async (request, response) => {
      let body = "";
      for await (const part of request.setEncoding("utf8")) body += part;
      seen.push(`${name} ${request.headers["x-slack-signature"]} ${body}`);
      response.writeHead(201).end(name);
    });
  balancer = await startBalancer([await echo("one"), await echo("two")]);
  for (const body of ["a", "b"]) {
    const response = await fetch(balancer.url, { method: "POST", body, headers: { "x-slack-signature": "v0" } });
    expect(response.status).toBe(201);
  }
  expect(seen.toSorted().map((line) => line.slice(0, 6))).toEqual(["one v0", "two v0"]);
});

test("one that does not listen is passed over; with none left the answer is 503", async () => {
  balancer = await startBalancer([await sparePort(), await serve((_, response) => response.end("here"))]);
  for (let turn = 0; turn < 4; turn += 1) expect(await (await fetch(balancer.url)).text()).toBe("here");
  await balancer.close();
  balancer = await startBalancer([await sparePort()]);
  expect((await fetch(balancer.url)).status).toBe(503);
});

test("a request that was handed over is never sent to another, even if it gets no answer", async () => {
  let asked = 0;
  const dies: RequestListener = (request) => {
    asked += 1;
    request.socket.destroy();
  };
  balancer = await startBalancer([await serve(dies), await serve(dies)]);
  expect((await fetch(balancer.url)).status).toBe(502);
  expect(asked).toBe(1);
});
