/** How the bot ends its intake. */
import { Agent, get } from "node:http";
import { App } from "@slack/bolt";
import { expect, test } from "vitest";
import { createHttpReceiver, type HealthRoute } from "../../src/slack/connection/receivers.ts";
import { createTestLog } from "../fixtures/logs.ts";

const { log } = createTestLog();

async function start(health: HealthRoute["answer"]) {
  const { receiver, listen } = createHttpReceiver({
    signingSecret: "secret",
    address: { host: "127.0.0.1", port: 0 },
    health: [{ path: "/healthz", answer: health }],
    log,
  });
  new App({ receiver, authorize: async () => ({ botToken: "xoxb-none" }), convoStore: false });
  return { receiver, port: await listen() };
}

/** One answer over the agent's connection; null when there was none. */
function ask(agent: Agent, port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const request = get({ host: "127.0.0.1", port, path: "/healthz", agent }, (response) => {
      response.resume().on("end", () => resolve(response.statusCode ?? 0));
    });
    request.on("error", () => resolve(null));
  });
}

test("stopping does not wait for connections that are asked again and again, and answers what was asked", async () => {
  const { receiver, port } = await start(async () => ({ status: 200, body: {} }));
  const agents = [1, 2, 3].map(() => new Agent({ keepAlive: true, maxSockets: 1 }));
  const statuses: (number | null)[] = [];
  let answered = 0;
  const { promise: warm, resolve: isWarm } = Promise.withResolvers<void>();
  const asking = agents.map(async (agent) => {
    for (;;) {
      // The next is asked before the last is answered: the connection is never idle.
      const two = await Promise.all([ask(agent, port), ask(agent, port)]);
      statuses.push(...two);
      answered += 1;
      if (answered > 20) isWarm();
      if (two.includes(null)) return;
    }
  });
  await warm;
  const begun = performance.now();
  await receiver.stop();
  expect(performance.now() - begun).toBeLessThan(1_500);
  await Promise.all(asking);
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(20);
  for (const agent of agents) agent.destroy();
});

test("a request that hangs is cut off after two seconds", async () => {
  const { promise: arrived, resolve: hasArrived } = Promise.withResolvers<void>();
  const { receiver, port } = await start(() => {
    hasArrived();
    return new Promise(() => undefined);
  });
  const agent = new Agent({ keepAlive: true });
  const asked = ask(agent, port);
  await arrived;
  const begun = performance.now();
  await receiver.stop();
  expect(performance.now() - begun).toBeLessThan(5_000);
  expect(await asked).toBeNull();
  agent.destroy();
});
