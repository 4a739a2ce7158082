import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Context } from "./context.ts";
import { Refusal } from "./errors.ts";
import { bearerToken, HttpRefusal, readArguments, readJson, readUpload, sendFile, sendJson, sendText } from "./http.ts";
import { fileLimits, requestLimits } from "./limits.ts";
import { serveAuthorize } from "./oauth-page.ts";
import { createPageFiles } from "./page-files.ts";
import type { Stage } from "./stage.ts";
import type { UiApi } from "./ui-api.ts";
import { serveLive } from "./ui-live.ts";
import { uiFile } from "./ui-objects.ts";
import type { WebApi } from "./web-api.ts";

type Parts = { context: Context; stages: readonly Stage[]; webApi: WebApi; uiApi: UiApi };

/**
 * The sandbox over HTTP: the Web API for the bot, the page for people. It answers only requests that name it by a
 * loopback address (against DNS rebinding), and changes from the page only when the page itself sends them.
 */
export function createSandboxServer({ context, stages, webApi, uiApi }: Parts): Server {
  const pageFiles = createPageFiles();

  const server = createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else if (error instanceof HttpRefusal) sendJson(response, error.status, { error: error.message });
      else if (error instanceof Refusal) sendJson(response, 400, { error: error.message });
      else sendJson(response, 500, { ok: false, error: "fatal_error", details: String(error) });
    });
  });

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const own = new URL(context.baseUrl);
    if (![own.host, `localhost:${own.port}`, `[::1]:${own.port}`].includes(request.headers.host ?? "")) {
      throw new HttpRefusal(403, "unknown host");
    }
    const url = new URL(request.url ?? "/", context.baseUrl);
    const [, first = "", ...rest] = url.pathname.split("/");
    if (first === "api") return api(request, response, url, rest.join("/"));
    if (first === "ui") return ui(request, response, url, rest);
    if (first === "commands" || first === "actions") return respond(request, response, url.pathname);
    if (first === "upload") return upload(request, response, rest[1] ?? "");
    if (first === "files-pri") return download(request, response, rest);
    if (url.pathname === "/oauth/v2/authorize") {
      if (request.method === "POST") checkOrigin(request);
      return serveAuthorize(context, url, request, response);
    }
    if (first === "archives") return redirect(response, permalinkTarget(url));
    if (request.method !== "GET" && request.method !== "HEAD") throw new HttpRefusal(405, "not allowed");
    const file = await pageFiles.read(url.pathname);
    if (file === null) throw new HttpRefusal(404, "not found");
    response.writeHead(200, {
      "content-type": file.contentType,
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      ...file.headers,
    });
    response.end(file.body);
  }

  async function api(request: IncomingMessage, response: ServerResponse, url: URL, method: string): Promise<void> {
    const args = await readArguments(request, url, requestLimits.apiBytes);
    const answer = await webApi.call(method, args, bearerToken(request));
    if (answer.drop) request.socket.destroy();
    else if (typeof answer.body === "string") sendText(response, answer.status, answer.body);
    else sendJson(response, answer.status, answer.body, { ...answer.headers, "x-slack-req-id": context.ids.hex(32) });
  }

  async function ui(request: IncomingMessage, response: ServerResponse, url: URL, rest: string[]): Promise<void> {
    const [name = "", id = ""] = rest;
    if (request.method === "GET" && name === "live") return live(request, response, url);
    if (request.method === "GET" && name === "files") {
      const file = stages.flatMap(({ workspace }) => workspace.files.get(id) ?? [])[0];
      if (file === undefined) throw new HttpRefusal(404, "not found");
      return sendFile(response, file);
    }
    if (request.method !== "POST") throw new HttpRefusal(405, "not allowed");
    checkOrigin(request);
    if (name === "files") {
      const { stage, user } = uiApi.stageOf(url.searchParams.get("user") ?? "");
      const bytes = await readUpload(request, fileLimits.uploadBytes);
      const fileName = (url.searchParams.get("name") ?? "file").slice(0, 255);
      return sendJson(response, 200, uiFile(stage.people.upload({ user, name: fileName, bytes })));
    }
    sendJson(response, 200, await uiApi.call(name, await readJson(request, requestLimits.uiBytes)));
  }

  /** Without a user the page starts as the first person of the first workspace. */
  async function live(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const first = [...(stages[0]?.workspace.users.values() ?? [])].find(({ isBot }) => !isBot);
    const { stage, user } = uiApi.stageOf(url.searchParams.get("user") ?? first?.id ?? "");
    serveLive({ workspace: stage.workspace, user, context }, request, response);
  }

  async function respond(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    if (request.method !== "POST") throw new HttpRefusal(405, "not allowed");
    const at = context.clock.now();
    const body = await readJson(request, requestLimits.apiBytes);
    const answer = context.responseUrls.use(path, body);
    const team = path.split("/")[2] ?? null;
    context.traffic.record({
      at,
      team,
      direction: "to-slack",
      name: "response_url",
      status: answer.status,
      request: body,
      response: answer.body,
    });
    if (typeof answer.body === "string") sendText(response, answer.status, answer.body);
    else sendJson(response, answer.status, answer.body);
  }

  async function upload(request: IncomingMessage, response: ServerResponse, secret: string): Promise<void> {
    const found = context.uploads.get(secret);
    if (found === undefined) throw new HttpRefusal(404, "not found");
    const bytes = await readUpload(request, fileLimits.uploadBytes);
    if (bytes.length !== found.length) throw new HttpRefusal(400, "the file is not as long as was said");
    found.bytes = bytes;
    sendText(response, 200, `OK - ${bytes.length}`);
  }

  /** /files-pri/T…-F…/[download/]name: for the app's token alone, which needs files:read. */
  async function download(request: IncomingMessage, response: ServerResponse, rest: string[]): Promise<void> {
    const [team = "", id = ""] = (rest[0] ?? "").split("-");
    const workspace = context.workspaces.get(team);
    const file = workspace?.files.get(id);
    const allowed = workspace?.installed && workspace.tokens.judge(bearerToken(request) ?? "") === "valid";
    // Slack sends strangers to its login page: a redirect, not an error, which has fooled many a bot.
    if (!allowed) return redirect(response, "/");
    if (file === undefined || !workspace.app.scopes.has("files:read") || !workspace.appSees(file)) {
      throw new HttpRefusal(404, "not found");
    }
    sendFile(response, file);
  }

  return server;
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location });
  response.end();
}

/** Where the page shows the message that a permalink names: `/archives/C…/p1700000000000100?thread_ts=…`. */
function permalinkTarget(url: URL): string {
  const [, , channel = "", place = ""] = url.pathname.split("/");
  const ts = place.replace(/^p(\d+)(\d{6})$/, "$1.$2");
  const target = new URLSearchParams({ at: channel, thread: url.searchParams.get("thread_ts") ?? ts });
  return `/#${target}`;
}

/** Browsers say where a POST comes from: another site's page must not act for the people here. */
function checkOrigin(request: IncomingMessage): void {
  const { origin, host } = request.headers;
  const site = request.headers["sec-fetch-site"];
  if (origin !== undefined && origin !== `http://${host}`) throw new HttpRefusal(403, "another origin");
  if (site !== undefined && site !== "same-origin") throw new HttpRefusal(403, "another origin");
}
