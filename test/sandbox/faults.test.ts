import { expect, test } from "vitest";
import { refusal, startSandbox } from "./bot.ts";

test("a scripted fault is met once, in order", async () => {
  await using running = await startSandbox();
  const { client, sandbox } = running;
  sandbox.faults.script("auth.test", [
    { kind: "rate-limited", retryAfter: 7 },
    { kind: "http-error", status: 500 },
    { kind: "refused", error: "fatal_error" },
  ]);
  await expect(client.auth.test()).rejects.toMatchObject({ retryAfter: 7 });
  await expect(client.auth.test()).rejects.toMatchObject({ statusCode: 500 });
  expect(await refusal(client.auth.test())).toMatchObject({ error: "fatal_error" });
  expect((await client.auth.test()).ok).toBe(true);
  expect(sandbox.faults.counts()).toEqual({ "rate-limited": 1, "http-error": 1, refused: 1 });
});

test("a post whose answer is lost is there all the same; one that was cut off before is not", async () => {
  await using running = await startSandbox();
  const { client, sandbox, driver } = running;
  sandbox.faults.script("chat.postMessage", [{ kind: "drop-after" }, { kind: "drop-before" }]);
  await expect(client.chat.postMessage({ channel: "#general", text: "accepted" })).rejects.toThrow();
  await expect(client.chat.postMessage({ channel: "#general", text: "never came" })).rejects.toThrow();
  expect(driver.botMessages().map(({ text }) => text)).toEqual(["accepted"]);
});

test("random faults repeat themselves for the same seed", async () => {
  await using running = await startSandbox();
  const { client, sandbox } = running;
  const round = async () => {
    sandbox.faults.random({
      seed: 3,
      rateLimited: 0.2,
      httpError: 0.2,
      dropAfter: 0.1,
      dropBefore: 0.1,
      methods: ["auth.test"],
    });
    const outcomes: boolean[] = [];
    for (let i = 0; i < 30; i += 1)
      outcomes.push(
        await client.auth.test().then(
          () => true,
          () => false,
        ),
      );
    return outcomes;
  };
  const first = await round();
  expect(first.filter((went) => !went).length).toBeGreaterThan(8);
  expect(await round()).toEqual(first);
  expect((await client.team.info()).ok).toBe(true);
  sandbox.faults.clear();
  expect((await client.auth.test()).ok).toBe(true);
});

test("down is down, and up again", async () => {
  await using running = await startSandbox();
  const { client, sandbox } = running;
  sandbox.setSwitches({ down: true });
  await expect(client.auth.test()).rejects.toMatchObject({ statusCode: 503 });
  sandbox.setSwitches({ down: false });
  expect((await client.auth.test()).ok).toBe(true);
});
