import type { IncomingMessage, ServerResponse } from "node:http";
import type { Context } from "./context.ts";
import { SlackError } from "./errors.ts";
import { escapeText } from "./escape.ts";
import { HttpRefusal, readBody } from "./http.ts";
import { requestLimits } from "./limits.ts";
import type { AuthorizeRequest } from "./oauth.ts";

const quote = (text: string) => escapeText(text).replaceAll('"', "&quot;");

const style = `
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 3rem auto; padding: 0 1rem }
h1 { font-size: 1.6rem; line-height: 1.3 }
select, button { font: inherit; padding: 0.3rem 0.6rem }
ul { columns: 2; padding-left: 1.2rem }
button { padding: 0.5rem 1.4rem; border: 1px solid #868686; border-radius: 6px; background: none; font-weight: 700 }
button[value=allow] { border-color: #007a5a; background: #007a5a; color: #ffffff }
`;

/** /oauth/v2/authorize: asks a person whether the app may come into a workspace, and sends them back to the app. */
export async function serveAuthorize(
  context: Context,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const form = request.method === "POST" ? await readBody(request, requestLimits.uiBytes) : Buffer.alloc(0);
  const fields = request.method === "POST" ? new URLSearchParams(form.toString("utf8")) : url.searchParams;
  const field = (name: string) => fields.get(name) ?? "";
  const asked: AuthorizeRequest = {
    clientId: field("client_id"),
    scope: field("scope"),
    state: field("state"),
    redirectUri: field("redirect_uri"),
  };
  try {
    context.oauth.check(asked);
    if (request.method !== "POST") return show(context, asked, response);
    const workspace = context.workspaces.get(field("team"));
    const admin = [...(workspace?.users.values() ?? [])].find(({ isAdmin }) => isAdmin);
    if (workspace === undefined || admin === undefined) throw new HttpRefusal(400, "no such workspace");
    const allowed = field("answer") === "allow";
    const location = allowed ? context.oauth.allow(asked, workspace, admin.id) : context.oauth.deny(asked);
    response.writeHead(302, { location });
    response.end();
  } catch (error) {
    if (error instanceof SlackError) throw new HttpRefusal(400, error.code);
    throw error;
  }
}

function show(context: Context, asked: AuthorizeRequest, response: ServerResponse): void {
  const [first] = context.workspaces.values();
  const name = quote(first?.app.name ?? "");
  const hidden = Object.entries({
    client_id: asked.clientId,
    scope: asked.scope,
    state: asked.state,
    redirect_uri: asked.redirectUri,
  }).map(([key, value]) => `<input type="hidden" name="${key}" value="${quote(value)}">`);
  const options = [...context.workspaces.values()].map(
    (workspace) => `<option value="${quote(workspace.id)}">${quote(workspace.name)}</option>`,
  );
  const scopes = asked.scope.split(/[ ,]+/).map((scope) => `<li><code>${quote(scope)}</code></li>`);
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    // The form posts to this origin; a browser that hides where it comes from could not pass the check.
    "referrer-policy": "same-origin",
  });
  response.end(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Install ${name}</title>
<meta name="viewport" content="width=device-width">
<style>${style}</style>
<main>
<h1>${name} is requesting permission to access a workspace</h1>
<form method="post" action="/oauth/v2/authorize">
${hidden.join("\n")}
<p><label>Workspace <select name="team">${options.join("")}</select></label></p>
<p>It will be able to:</p>
<ul>${scopes.join("")}</ul>
<p><button name="answer" value="allow">Allow</button> <button name="answer" value="deny">Cancel</button></p>
</form>
</main>
</html>`);
}
