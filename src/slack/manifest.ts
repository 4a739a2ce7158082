/**
 * `npm run manifest -- --url https://your.host` prints the manifest for HTTP: the one in `manifest.yml`, with Socket Mode off
 * and the bot's addresses in. Without `--url` it prints `manifest.yml` as it is.
 */
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { parseDocument } from "yaml";
import { redirectPath } from "./install/scopes.ts";

/**
 * @param manifest the YAML text of `manifest.yml`
 * @param url where the bot is reached, https
 * @returns YAML text
 * @throws Error when the URL is not https
 */
export function httpManifest(manifest: string, url: string): string {
  const base = URL.canParse(url) ? new URL(url) : null;
  if (base?.protocol !== "https:")
    throw new Error(`--url must be an https address such as https://courses.example.com, not ${url}`);
  const requestUrl = new URL("/slack/events", base).href;
  const document = parseDocument(manifest);
  document.setIn(["settings", "socket_mode_enabled"], false);
  // For workspaces that install the bot themselves.
  document.setIn(["oauth_config", "redirect_urls"], [new URL(redirectPath, base).href]);
  document.setIn(["settings", "event_subscriptions", "request_url"], requestUrl);
  document.setIn(["settings", "interactivity", "request_url"], requestUrl);
  document.setIn(["settings", "interactivity", "message_menu_options_url"], requestUrl);
  document.setIn(["features", "slash_commands", 0, "url"], requestUrl);
  document.commentBefore = " Paste into https://api.slack.com/apps → Create New App → From a manifest.";
  return document.toString();
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { url: { type: "string" } } });
  const manifest = await readFile(new URL("../../manifest.yml", import.meta.url), "utf8");
  try {
    process.stdout.write(values.url === undefined ? manifest : httpManifest(manifest, values.url));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : "unknown error"}\n`);
    process.exitCode = 1;
  }
}
