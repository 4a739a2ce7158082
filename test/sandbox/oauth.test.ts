import { App, HTTPReceiver, type Installation, LogLevel } from "@slack/bolt";
import { expect, test } from "vitest";
import { createManualClock } from "../../src/sandbox/clock.ts";
import { clientOf, manifest, refusal, signingSecret, startSandbox } from "./bot.ts";

const oauth = { clientId: "111.222", clientSecret: "client-shh" };
const twoWorkspaces = [{ name: "First" }, { name: "Second", installed: false }];

/** A person who presses "Allow" on the sandbox's page; answers the app's address with the code. */
async function allow(url: string, install: URL, team: string, answer = "allow"): Promise<URL> {
  const page = await fetch(install);
  expect(await page.text()).toContain("is requesting permission");
  const body = new URLSearchParams([...install.searchParams, ["team", team], ["answer", answer]]);
  const headers = { origin: url.slice(0, -1) };
  const response = await fetch(`${url}oauth/v2/authorize`, { method: "POST", body, headers, redirect: "manual" });
  return new URL(response.headers.get("location") ?? "");
}

test("a real Bolt app installs itself in a second workspace and talks there", async () => {
  await using running = await startSandbox({ oauth, workspaces: twoWorkspaces });
  const { sandbox } = running;
  const [, second] = sandbox.drivers;
  if (second === undefined) throw new Error("no second workspace");
  const installations: Installation[] = [];
  const receiver = new HTTPReceiver({
    ...oauth,
    signingSecret,
    logLevel: LogLevel.ERROR,
    stateSecret: "state",
    scopes: ["chat:write"],
    redirectUri: "http://127.0.0.1/slack/oauth_redirect",
    installationStore: {
      storeInstallation: async (installation) => void installations.push(installation),
      fetchInstallation: async () => Promise.reject(new Error("not asked for")),
    },
    installerOptions: {
      directInstall: true,
      redirectUriPath: "/slack/oauth_redirect",
      authorizationUrl: `${sandbox.url}oauth/v2/authorize`,
      clientOptions: { slackApiUrl: sandbox.apiUrl },
    },
  });
  const app = new App({ receiver, logLevel: LogLevel.ERROR });
  const server = await app.start(0);
  const address = "address" in server ? server.address() : null;
  if (address === null || typeof address === "string") throw new Error("the bot has no port");
  const bot = `http://127.0.0.1:${address.port}`;
  const start = await fetch(`${bot}/slack/install`, { redirect: "manual" });
  const cookie = start.headers.get("set-cookie")?.split(";")[0] ?? "";
  const back = await allow(sandbox.url, new URL(start.headers.get("location") ?? ""), second.workspace.id);
  const done = await fetch(`${bot}${back.pathname}${back.search}`, { headers: { cookie } });
  await app.stop();
  expect(done.status).toBe(200);
  expect(installations).toMatchObject([
    { team: { id: second.workspace.id, name: "Second" }, bot: { userId: second.workspace.bot.id } },
  ]);
  const client = clientOf(sandbox, installations[0]?.bot?.token ?? "");
  await client.chat.postMessage({ channel: "#general", text: "hello" });
  expect(second.botMessages().map(({ text }) => text)).toEqual(["hello"]);
  // The old life's token is dead after an uninstall, and stays dead after the next install.
  second.uninstall();
  expect(await refusal(client.auth.test())).toMatchObject({ error: "account_inactive" });
});

test("codes are good once, for ten minutes, with the right secret; the link is checked first", async () => {
  const clock = createManualClock();
  await using running = await startSandbox({ oauth, clock, workspaces: twoWorkspaces });
  const { sandbox } = running;
  const link = (more: object = {}) => {
    const fields = {
      client_id: oauth.clientId,
      scope: "chat:write,commands",
      state: "s1",
      redirect_uri: "http://127.0.0.1/back",
      ...more,
    };
    return new URL(`${sandbox.url}oauth/v2/authorize?${new URLSearchParams(fields)}`);
  };
  for (const wrong of [{ client_id: "x" }, { scope: "admin" }, { redirect_uri: "https://evil.example/" }]) {
    expect((await fetch(link(wrong))).status).toBe(400);
  }
  const team = sandbox.drivers[1]?.workspace.id ?? "";
  const denied = await allow(sandbox.url, link(), team, "deny");
  expect(Object.fromEntries(denied.searchParams)).toEqual({ error: "access_denied", state: "s1" });
  const client = clientOf(sandbox, "");
  const code = async () => (await allow(sandbox.url, link(), team)).searchParams.get("code") ?? "";
  const access = (fields: { code: string; client_secret?: string; redirect_uri?: string }) =>
    refusal(client.oauth.v2.access({ client_id: oauth.clientId, client_secret: oauth.clientSecret, ...fields }));
  const one = await code();
  expect(await access({ code: one, client_secret: "no" })).toMatchObject({ error: "bad_client_secret" });
  expect(await access({ code: one })).toBeNull();
  expect(await access({ code: one })).toMatchObject({ error: "invalid_code" });
  const late = await code();
  clock.advance(10 * 60_000 + 1);
  expect(await access({ code: late })).toMatchObject({ error: "code_expired" });
  expect(await access({ code: await code(), redirect_uri: "http://127.0.0.1/other" })).toMatchObject({
    error: "bad_redirect_uri",
  });
  expect(JSON.stringify(sandbox.traffic())).not.toContain(oauth.clientSecret);
});

test("rotating tokens expire after twelve hours and are renewed once a refresh token", async () => {
  const clock = createManualClock();
  await using running = await startSandbox({
    oauth,
    clock,
    manifest: manifest({ rotation: true }),
    workspaces: twoWorkspaces,
  });
  const { sandbox } = running;
  const credentials = { client_id: oauth.clientId, client_secret: oauth.clientSecret };
  const fields = { client_id: oauth.clientId, scope: "chat:write", state: "", redirect_uri: "http://127.0.0.1/back" };
  const link = new URL(`${sandbox.url}oauth/v2/authorize?${new URLSearchParams(fields)}`);
  const code = (await allow(sandbox.url, link, sandbox.drivers[1]?.workspace.id ?? "")).searchParams.get("code") ?? "";
  const anonymous = clientOf(sandbox, "");
  const {
    access_token = "",
    refresh_token = "",
    expires_in,
  } = await anonymous.oauth.v2.access({ ...credentials, code });
  expect(expires_in).toBe(43_200);
  expect((await clientOf(sandbox, access_token).auth.test()).ok).toBe(true);
  clock.advance(43_200_000);
  expect(await refusal(clientOf(sandbox, access_token).auth.test())).toMatchObject({ error: "token_expired" });
  const refresh = () => anonymous.oauth.v2.access({ ...credentials, grant_type: "refresh_token", refresh_token });
  const renewed = await refresh();
  expect((await clientOf(sandbox, renewed.access_token ?? "").auth.test()).ok).toBe(true);
  expect(await refusal(refresh())).toMatchObject({ error: "invalid_refresh_token" });
});
