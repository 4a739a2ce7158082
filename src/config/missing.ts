/** Settings that are needed because of others. Checked apart from the schema, so that they are told along with everything else. */
import { missingPrices } from "./prices.ts";

/** A sentence for each setting that is missing, or in the way, given those that are there. */
export function missingTogether(environment: Readonly<Record<string, string | undefined>>): string[] {
  const has = (name: string) => (environment[name] ?? "").trim() !== "";
  const role = (environment.ROLE ?? "").trim();
  return [
    ...missingForOauth(has),
    ...missingPrices(has),
    ...(has("SLACK_APP_TOKEN") || has("SLACK_SIGNING_SECRET")
      ? []
      : [
          "SLACK_SIGNING_SECRET is missing: it must be the app's signing secret (Basic Information), unless SLACK_APP_TOKEN turns Socket Mode on",
        ]),
    ...(has("OPENAI_EMBEDDING_MODEL") && !has("OPENAI_API_KEY")
      ? ["OPENAI_API_KEY is missing: it must be set when OPENAI_EMBEDDING_MODEL is, since the same service is asked"]
      : []),
    ...((role === "web" || role === "worker") && !has("DATABASE_URL")
      ? [
          `DATABASE_URL is missing: it must be set when ROLE is ${role}: several processes need one PostgreSQL, because the built-in database belongs to one process alone`,
        ]
      : []),
  ];
}

const oauthSettings = {
  SLACK_CLIENT_ID: "the app's client id (Basic Information)",
  SLACK_CLIENT_SECRET: "the app's client secret (Basic Information)",
  SLACK_STATE_SECRET: "a random text of at least 16 characters, the same in all processes",
  TOKEN_ENCRYPTION_KEY: "32 random bytes in base64 (openssl rand -base64 32), the same in all processes",
} as const;

/** Installing in many workspaces takes all of its settings. */
function missingForOauth(has: (name: string) => boolean): string[] {
  const entries = Object.entries(oauthSettings);
  const wanted = entries.filter(([name]) => name !== "TOKEN_ENCRYPTION_KEY").some(([name]) => has(name));
  if (!wanted) {
    return has("SLACK_BOT_TOKEN")
      ? []
      : [
          "SLACK_BOT_TOKEN is missing: it must be the bot token, xoxb-…, unless SLACK_CLIENT_ID and its companions let workspaces install the bot themselves",
        ];
  }
  return [
    ...entries
      .filter(([name]) => !has(name))
      .map(
        ([name, what]) => `${name} is missing: it must be ${what}, since another setting of the installation is there`,
      ),
    ...(has("SLACK_APP_TOKEN")
      ? [
          "SLACK_APP_TOKEN must be empty when SLACK_CLIENT_ID is set: workspaces install the bot over HTTP, not over a socket",
        ]
      : []),
  ];
}
