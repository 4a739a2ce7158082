/** Fetches a file from Slack. The bot's token goes to Slack's file hosts alone, and never where a redirect leads. */
import { tooLarge } from "./failures.ts";
import { fetching, unavailable } from "./fetching.ts";

/** What Slack says of a file, as far as fetching it goes. */
export type SlackFile = {
  url_private?: string | undefined;
  url_private_download?: string | undefined;
  mode?: string | undefined;
  is_external?: boolean | undefined;
  size?: number | undefined;
};

export type SlackFileFetcher = (request: {
  file: SlackFile;
  token: string;
  maxBytes: number;
  signal?: AbortSignal;
}) => Promise<{ bytes: Uint8Array; contentType: string }>;

/** Where Slack keeps files that apps may fetch with their token. */
const fileHosts = new Set(["files.slack.com", "files.slack-gov.com"]);

/**
 * A fetcher for one workspace platform. `apiUrl` is where the Web API is (`SLACK_API_URL`): its origin is trusted with the token too, which is how a
 * stand-in for Slack works. Throws CoursewrightError: `document_unavailable` (fact `reason`: "external" for files that Slack only links to,
 * "address", "status" with `status`, "signed-out" when Slack answers with its sign-in page, "network"), `document_too_large`, `document_timeout`, `cancelled`.
 */
export function createSlackFileFetcher(options: { apiUrl?: string; milliseconds?: number }): SlackFileFetcher {
  const apiOrigin = options.apiUrl === undefined ? null : (URL.parse(options.apiUrl)?.origin ?? null);
  const milliseconds = options.milliseconds ?? 60_000;

  /** Whether the token may go there. */
  function isTrusted(url: URL): boolean {
    if (url.username !== "" || url.password !== "") return false;
    if (apiOrigin !== null && url.origin === apiOrigin) return true;
    return url.protocol === "https:" && url.port === "" && fileHosts.has(url.hostname);
  }

  return async ({ file, token, maxBytes, signal }) => {
    if (file.is_external === true || file.mode === "external") throw unavailable("file", "external");
    if (file.size !== undefined && file.size > maxBytes) throw tooLarge("size", maxBytes);
    const url = URL.parse(file.url_private_download ?? file.url_private ?? "");
    if (url === null || !isTrusted(url)) throw unavailable("file", "address");
    return fetching("file", { milliseconds, signal }, async (either) => {
      const response = await fetch(url, {
        headers: { authorization: `Bearer ${token}` },
        // A redirect is an answer, not a way on: without rights Slack sends its sign-in page.
        redirect: "manual",
        signal: either,
      });
      return readAnswer(response, maxBytes);
    });
  };
}

async function readAnswer(response: Response, maxBytes: number): Promise<{ bytes: Uint8Array; contentType: string }> {
  const { status } = response;
  if (status >= 300 && status < 400) {
    await response.body?.cancel();
    throw unavailable("file", "signed-out", { status });
  }
  if (status !== 200 || response.body === null) {
    await response.body?.cancel();
    throw unavailable("file", "status", { status });
  }
  const pieces: Uint8Array[] = [];
  let received = 0;
  for await (const piece of response.body) {
    received += piece.length;
    if (received > maxBytes) throw tooLarge("size", maxBytes);
    pieces.push(piece);
  }
  return { bytes: Buffer.concat(pieces), contentType: response.headers.get("content-type") ?? "" };
}
