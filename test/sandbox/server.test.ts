import { request } from "node:http";
import { expect, test } from "vitest";
import { pageModules } from "../../src/sandbox/page-files.ts";
import { startSandbox } from "./bot.ts";

/** A GET with headers that `fetch` would not let through. */
function get(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const { port, pathname } = new URL(url);
    request({ host: "127.0.0.1", port, path: pathname, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on("error", reject)
      .end();
  });
}

test("only those who call it by a loopback name are answered", async () => {
  await using running = await startSandbox();
  const { sandbox } = running;
  const { port } = new URL(sandbox.url);
  expect(await get(sandbox.url, { host: `127.0.0.1:${port}` })).toBe(200);
  expect(await get(sandbox.url, { host: `localhost:${port}` })).toBe(200);
  expect(await get(sandbox.url, { host: "evil.example" })).toBe(403);
  expect(await get(sandbox.url, { host: `evil.example:${port}` })).toBe(403);
  expect(await get(`${sandbox.apiUrl}api.test`, { host: "evil.example" })).toBe(403);
});

test("the page comes with a policy, its scripts as JavaScript, its libraries as they are, and nothing else", async () => {
  await using running = await startSandbox();
  const { url } = running.sandbox;
  const page = await fetch(url);
  expect(page.headers.get("content-security-policy")).toMatch(/script-src 'self' 'sha256-/);
  expect(await page.text()).toContain("<script");
  const script = await fetch(`${url}page/route.ts`);
  expect(script.headers.get("content-type")).toContain("text/javascript");
  expect(await script.text()).not.toMatch(/export type/);
  expect((await fetch(`${url}modules/preact/dist/preact.mjs`)).status).toBe(200);
  for (const path of [
    "modules/zod/index.js",
    "page/..%2fserver.ts",
    "page/%2e%2e/server.ts",
    "modules/preact/package.json",
    "package.json",
    "page/nothing.ts",
  ]) {
    expect((await fetch(`${url}${path}`)).status, path).toBe(404);
  }
});

test("the page's import map names the libraries that are served, each where it is", async () => {
  await using running = await startSandbox();
  const { url } = running.sandbox;
  const [, json = ""] = /<script type="importmap">([\s\S]*?)<\/script>/.exec(await (await fetch(url)).text()) ?? [];
  const { imports } = JSON.parse(json);
  expect(Object.keys(imports)).toContain("preact");
  for (const [name, address] of Object.entries(imports)) {
    expect(address).toBe(`/modules/${Object.entries(pageModules).find(([known]) => known === name)?.[1]}`);
    expect((await fetch(new URL(String(address), url))).status, name).toBe(200);
  }
});

test("another site's page cannot act for the people here", async () => {
  await using running = await startSandbox();
  const { sandbox, driver } = running;
  const post = async (headers: Record<string, string>) => {
    const body = JSON.stringify({ user: driver.user("ada").id, channel: driver.channel("general").id, text: "hi" });
    return (
      await fetch(`${sandbox.url}ui/message`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body,
      })
    ).status;
  };
  expect(await post({ origin: "https://evil.example" })).toBe(403);
  expect(await post({ "sec-fetch-site": "cross-site" })).toBe(403);
  expect(await post({ origin: sandbox.url.slice(0, -1) })).toBe(200);
  expect(driver.messages("general")).toHaveLength(1);
});

test("the page's calls say in words what does not work", async () => {
  await using running = await startSandbox();
  const { sandbox, driver } = running;
  const call = async (name: string, body: object) => {
    const response = await fetch(`${sandbox.url}ui/${name}`, { method: "POST", body: JSON.stringify(body) });
    return { status: response.status, body: await response.json() };
  };
  const gil = driver.user("gil").id;
  const general = driver.channel("general").id;
  expect(await call("message", { user: gil, channel: general, text: "hi" })).toMatchObject({
    status: 400,
    body: { error: "That channel is not there for you." },
  });
  expect(await call("message", { user: "U0", channel: general, text: "hi" })).toMatchObject({ status: 400 });
  expect(await call("message", { user: gil })).toMatchObject({ status: 400 });
  expect(await call("dance", {})).toMatchObject({ status: 400 });
  const ada = driver.user("ada").id;
  const { body } = await call("message", { user: ada, channel: general, text: "hi" });
  expect(body).toEqual({ ts: driver.messages("general")[0]?.ts });
  expect(await call("switch", { throttled: true })).toMatchObject({ body: { throttled: true, down: false } });
  expect((await call("message", { user: ada, channel: general, text: "x".repeat(1_100_000) })).status).toBe(413);
});

test("a file that somebody uploads is handed out to be saved, not to be run", async () => {
  await using running = await startSandbox();
  const { sandbox, driver } = running;
  const user = driver.user("ada").id;
  const uploaded = await fetch(`${sandbox.url}ui/files?user=${user}&name=page.html`, {
    method: "POST",
    body: "<script>alert(1)</script>",
  });
  const file = await uploaded.json();
  expect(file).toMatchObject({ name: "page.html", size: 25, user });
  const got = await fetch(`${sandbox.url}ui/files/${driver.workspace.files.keys().next().value}`);
  expect(got.headers.get("content-disposition")).toContain("attachment");
  expect(got.headers.get("content-security-policy")).toContain("sandbox");
});

/** Reads a person's stream until the function has an answer. */
async function listen(url: string, user: string) {
  const response = await fetch(`${url}ui/live?user=${user}`);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) throw new Error("no stream");
  let text = "";
  return {
    async until(part: string): Promise<string> {
      while (!text.includes(part)) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`the stream ended without ${part}`);
        text += value;
      }
      return text;
    },
    stop: () => reader.cancel(),
  };
}

test("each person's stream begins with all of it and goes on with what is theirs to see", async () => {
  await using running = await startSandbox();
  const { sandbox, driver, client } = running;
  driver.post({ user: "ada", channel: "general", text: "before" });
  const ada = await listen(sandbox.url, driver.user("ada").id);
  const grace = await listen(sandbox.url, driver.user("grace").id);
  expect(await ada.until("event: snapshot")).toBeTruthy();
  expect(await grace.until('"before"')).toContain("event: snapshot");
  const channel = driver.channel("general").id;
  await client.chat.postEphemeral({ channel, user: driver.user("ada").id, text: "for ada alone" });
  driver.post({ user: "ada", channel: "dm", text: "in the dm" });
  await client.views.publish({
    user_id: driver.user("ada").id,
    view: { type: "home", blocks: [{ type: "divider", block_id: "home-of-ada" }] },
  });
  driver.post({ user: "ada", channel, text: "for all" });
  const seen = [await ada.until('"for all"'), await grace.until('"for all"')];
  // The side panel's traffic goes to everybody: it shows the app's calls, whoever looks.
  const patches = seen.map((text) =>
    text
      .split("\n")
      .filter((line) => line.startsWith("data: ") && !line.includes('"type":"traffic"'))
      .join("\n"),
  );
  for (const secret of ["for ada alone", "in the dm", "home-of-ada"]) {
    expect(patches[0]).toContain(secret);
    expect(patches[1]).not.toContain(secret);
  }
  await ada.stop();
  await grace.stop();
});
