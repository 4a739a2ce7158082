/** The pages that bring the bot into further workspaces: `/slack/install` begins, `/slack/oauth_redirect` is where Slack sends people back. */
import type { HTTPReceiverOptions, InstallationStore } from "@slack/bolt";
import type { Log } from "../../log.ts";
import { inLanguage, languageOf } from "../../texts/locale.ts";
import { texts } from "../../texts.ts";
import { botScopes, installPath, redirectPath } from "./scopes.ts";

export type OAuthSettings = {
  clientId: string;
  clientSecret: string;
  stateSecret: string;
  /** Where the bot is reached, for the way back; null lets Slack take the first redirect URL of the app's settings. */
  publicUrl: string | null;
};

/** The options that give an HTTP receiver these pages. */
export function installerOptions({
  oauth,
  apiUrl,
  installationStore,
  log,
}: {
  oauth: OAuthSettings;
  /** Such as "https://slack.com/api/": the page that asks for consent is beside it. */
  apiUrl: string;
  installationStore: InstallationStore;
  log: Log;
}): Partial<HTTPReceiverOptions> {
  const { clientId, clientSecret, stateSecret, publicUrl } = oauth;
  return {
    clientId,
    clientSecret,
    stateSecret,
    scopes: [...botScopes],
    ...(publicUrl !== null && { redirectUri: new URL(redirectPath, publicUrl).href }),
    installationStore,
    installerOptions: {
      installPath,
      redirectUriPath: redirectPath,
      directInstall: true,
      authorizationUrl: new URL("../oauth/v2/authorize", apiUrl).href,
      clientOptions: { slackApiUrl: apiUrl },
      callbackOptions: {
        success: (_installation, _options, request, response) => send(request, response, 200, "done"),
        failure: (error, _options, request, response) => {
          log.warn({ error }, "an installation failed");
          send(request, response, 400, "failed");
        },
      },
    },
  };
}

type Request = { headers: { "accept-language"?: string | undefined } };
type Response = { writeHead(status: number, headers: Record<string, string>): { end(body: string): unknown } };

/** In the language that the browser asks for. */
function send(request: Request, response: Response, status: number, page: "done" | "failed"): void {
  const language = languageOf(request.headers["accept-language"] ?? null);
  const { heading, next } = inLanguage(language, () => texts.install[page]);
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
  };
  response.writeHead(status, headers).end(`<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${heading}</title>
<style>body { font: 16px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 4rem auto; padding: 0 1rem }</style>
<main>
<h1>${heading}</h1>
<p>${next}</p>
</main>
</html>
`);
}
