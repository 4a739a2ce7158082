import { z } from "zod";
import type { Context } from "./context.ts";
import { SlackError } from "./errors.ts";
import type { CallFault } from "./faults.ts";
import type { Call, Method, MethodTable } from "./method.ts";
import { agentMethods } from "./methods/agents.ts";
import { appMethods } from "./methods/apps.ts";
import { chatMethods } from "./methods/chat.ts";
import { conversationMethods } from "./methods/conversations.ts";
import { fileMethods } from "./methods/files.ts";
import { historyMethods } from "./methods/history.ts";
import { reactionMethods } from "./methods/reactions.ts";
import { userMethods } from "./methods/users.ts";
import { viewMethods } from "./methods/views.ts";
import type { Json, JsonObject } from "./page-api.ts";
import type { Workspace } from "./workspace.ts";

/** What goes back over HTTP. `drop` means: nothing, the connection ends. */
type ApiAnswer = { status: number; headers: Record<string, string>; body: JsonObject | string; drop: boolean };

export type WebApi = {
  /** Handles one call; `token` is the bearer token of the header, null without one. */
  call(method: string, args: JsonObject, token: string | null): Promise<ApiAnswer>;
};

/** The Web API: finds the workspace by token, checks limits, scope and arguments, and runs the method. */
export function createWebApi({ context }: { context: Context }): WebApi {
  const methods: MethodTable = {
    ...appMethods,
    ...chatMethods,
    ...conversationMethods,
    ...historyMethods,
    ...userMethods,
    ...viewMethods,
    ...reactionMethods,
    ...fileMethods,
    ...agentMethods,
  };

  async function call(name: string, args: JsonObject, bearer: string | null): Promise<ApiAnswer> {
    const at = context.clock.now();
    const token = bearer ?? (typeof args.token === "string" ? args.token : null);
    const workspace =
      [...context.workspaces.values()].find(({ tokens }) => tokens.judge(token ?? "") !== "unknown") ?? null;
    const fault = context.faults.nextCall(name);
    const answer = beforehand(fault) ?? (await execute(name, args, token, workspace));
    if (fault.kind === "slow") await new Promise<void>((resolve) => context.clock.after(fault.milliseconds, resolve));
    if (fault.kind === "drop-after") answer.drop = true;
    context.traffic.record({
      at,
      team: workspace?.id ?? null,
      direction: "to-slack",
      name,
      status: answer.drop ? 0 : answer.status,
      request: readable(args),
      response: fault.kind === "drop-before" ? "connection dropped" : answer.body,
    });
    return answer;
  }

  async function execute(name: string, args: JsonObject, token: string | null, workspace: Workspace | null) {
    const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
    try {
      if (method === undefined) throw new SlackError("unknown_method", { req_method: name });
      const body = await run(method, name, args, token, workspace);
      return answer(200, { ok: true, ...body }, scopeHeaders(workspace, method));
    } catch (error) {
      if (error instanceof RateLimited) return rateLimited(error.seconds);
      if (!(error instanceof SlackError)) throw error;
      return answer(200, { ok: false, error: error.code, ...error.details }, scopeHeaders(workspace, method));
    }
  }

  function run(method: Method, name: string, args: JsonObject, token: string | null, workspace: Workspace | null) {
    const owner = method.token === "bot" ? authorized(token, workspace) : [...context.workspaces.values()][0];
    if (owner === undefined) throw new SlackError("invalid_auth");
    if (method.token === "app") checkAppToken(token);
    const channel = method.rateChannel?.(args);
    const key = { team: owner.id, method: name, ...(channel === undefined ? {} : { channel }) };
    const wait = context.rates.take(key, method.rate);
    if (wait > 0) throw new RateLimited(wait);
    const call: Call = { context, workspace: owner, need: (...anyOf) => needScope(owner, anyOf) };
    if (method.scopes.length > 0) call.need(...method.scopes);
    return method.run(call, args);
  }

  function authorized(token: string | null, workspace: Workspace | null): Workspace {
    if (token === null || token === "") throw new SlackError("not_authed");
    if (token === context.appToken) throw new SlackError("not_allowed_token_type");
    if (workspace === null) throw new SlackError("invalid_auth");
    if (!workspace.installed) throw new SlackError("account_inactive");
    if (workspace.tokens.judge(token) === "expired") throw new SlackError("token_expired");
    return workspace;
  }

  function checkAppToken(token: string | null): void {
    if (token === null || token === "") throw new SlackError("not_authed");
    if (token.startsWith("xoxb-")) throw new SlackError("not_allowed_token_type");
    if (token !== context.appToken) throw new SlackError("invalid_auth");
  }

  return { call };
}

class RateLimited extends Error {
  readonly seconds: number;

  constructor(seconds: number) {
    super("ratelimited");
    this.name = "RateLimited";
    this.seconds = seconds;
  }
}

function needScope(workspace: Workspace, anyOf: readonly string[]): void {
  if (anyOf.some((scope) => workspace.app.scopes.has(scope))) return;
  throw new SlackError("missing_scope", { needed: anyOf.join(","), provided: [...workspace.app.scopes].join(",") });
}

/** The faults that answer instead of the method. */
function beforehand(fault: CallFault): ApiAnswer | null {
  switch (fault.kind) {
    case "rate-limited":
      return rateLimited(fault.retryAfter ?? 1);
    case "http-error":
      return answer(fault.status ?? 500, "Something went wrong on our side.");
    case "refused":
      return answer(200, { ok: false, error: fault.error });
    case "drop-before":
      return { ...answer(0, ""), drop: true };
    case "none":
    case "slow":
    case "drop-after":
      return null;
  }
}

function rateLimited(seconds: number): ApiAnswer {
  return answer(429, { ok: false, error: "ratelimited" }, { "retry-after": String(seconds) });
}

function answer(status: number, body: JsonObject | string, headers: Record<string, string> = {}): ApiAnswer {
  return { status, body, headers, drop: false };
}

function scopeHeaders(workspace: Workspace | null, method: Method | undefined): Record<string, string> {
  if (workspace === null || method === undefined) return {};
  return {
    "x-oauth-scopes": [...workspace.app.scopes].join(","),
    "x-accepted-oauth-scopes": method.scopes.join(","),
  };
}

/** Form arguments hold nested values as JSON: opened for the side panel. */
function readable(args: JsonObject): JsonObject {
  const open = (value: Json): Json => {
    if (typeof value !== "string" || !/^[[{]/.test(value)) return value;
    try {
      return z.json().parse(JSON.parse(value));
    } catch {
      return value;
    }
  };
  return Object.fromEntries(Object.entries(args).map(([key, value]) => [key, open(value)]));
}
