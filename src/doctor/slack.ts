/** Slack: the tokens, the scopes, and how far its clock is from ours. Nothing is posted. */
import { z } from "zod";
import type { Config } from "../config.ts";
import { botScopes, installPath } from "../slack/install/scopes.ts";
import { doctorTexts } from "../texts/doctor.ts";
import { type Finding, hostOf, mend, ok, reasonOf } from "./finding.ts";

const texts = doctorTexts.slack;
const patience = 15_000;
/** Slack's requests that are older than this are refused, in seconds. */
const mostSkew = 300;

const answerSchema = z.object({ ok: z.boolean(), error: z.string().default("unknown_error") });
const whoSchema = z.object({ team: z.string().default(""), user: z.string().default("") });

type Answer = { body: unknown; ok: boolean; error: string; headers: Headers };

/** @param now the time here, in milliseconds since 1970 */
export async function checkSlack(config: Config, now: () => number): Promise<Finding[]> {
  const { apiUrl, botToken, appToken } = config.slack;
  const call = (method: string, token: string | null, form: Record<string, string> = {}) =>
    callSlack(`${apiUrl}${method}`, token, form);
  try {
    const findings: Finding[] = [];
    // Without a token Slack still says what time it is.
    const who = await call("auth.test", botToken);
    if (botToken === null) findings.push(ok(texts.about, texts.noToken));
    else findings.push(...checkToken(who));
    findings.push(checkClock(who.headers.get("date"), now()));
    if (config.oauth !== null) findings.push(await checkInstalling(config.oauth, call));
    if (appToken === null) findings.push(ok(texts.http, texts.httpRight(config.port)));
    else findings.push(checkSocket(await call("apps.connections.open", appToken)));
    return findings;
  } catch (error) {
    return [mend(texts.about, texts.unreachable(hostOf(apiUrl), reasonOf(error)))];
  }
}

async function callSlack(url: string, token: string | null, form: Record<string, string>): Promise<Answer> {
  const response = await fetch(url, {
    method: "POST",
    body: new URLSearchParams(form),
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(patience),
  });
  if (!response.ok) return { body: null, ok: false, error: `status ${response.status}`, headers: response.headers };
  const body: unknown = await response.json();
  return { body, ...answerSchema.parse(body), headers: response.headers };
}

function checkToken(who: Answer): Finding[] {
  if (!who.ok) return [mend(texts.about, texts.token(who.error))];
  const { team, user } = whoSchema.parse(who.body);
  return [ok(texts.about, texts.right(team, user)), checkScopes(who.headers.get("x-oauth-scopes"))];
}

function checkScopes(header: string | null): Finding {
  if (header === null) return ok(texts.scopes, texts.scopesUnknown);
  const given = new Set(header.split(",").map((scope) => scope.trim()));
  const missing = botScopes.filter((scope) => !given.has(scope));
  return missing.length === 0
    ? ok(texts.scopes, texts.scopesRight(botScopes.length))
    : mend(texts.scopes, texts.scopesMissing(missing.join(", ")));
}

function checkClock(date: string | null, now: number): Finding {
  const there = Date.parse(date ?? "");
  if (Number.isNaN(there)) return ok(texts.clock, texts.clockUnknown);
  // The header has whole seconds.
  const seconds = Math.floor(Math.abs(now - there) / 1_000);
  return seconds < mostSkew ? ok(texts.clock, texts.clockRight(seconds)) : mend(texts.clock, texts.clockWrong(seconds));
}

function checkSocket(opened: Answer): Finding {
  if (opened.ok) return ok(texts.socket, texts.socketRight);
  const off = /socket_mode|not_enabled/.test(opened.error);
  return mend(texts.socket, off ? texts.socketOff : texts.socketToken(opened.error));
}

/** A code that Slack never gave: whether it gets as far as refusing that tells whether the client was known. */
async function checkInstalling(
  { clientId, clientSecret, publicUrl }: NonNullable<Config["oauth"]>,
  call: (method: string, token: null, form: Record<string, string>) => Promise<Answer>,
): Promise<Finding> {
  const { error } = await call("oauth.v2.access", null, {
    client_id: clientId,
    client_secret: clientSecret,
    code: "doctor",
  });
  const known = error === "invalid_code" || error === "code_expired";
  const page = publicUrl === null ? installPath : new URL(installPath, publicUrl).href;
  return known ? ok(texts.install, texts.installRight(page)) : mend(texts.install, texts.installWrong(error));
}
