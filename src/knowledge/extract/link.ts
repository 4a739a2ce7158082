/** Fetches a public page for the knowledge base, so that no address of the bot's own network can be reached through it. */
import { lookup as systemLookup } from "node:dns/promises";
import type { IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from "node:zlib";
import { isPublicAddress } from "./addresses.ts";
import { tooLarge, unreadable } from "./failures.ts";
import { fetching, unavailable } from "./fetching.ts";

export type FetchedPage = {
  bytes: Uint8Array;
  /** As the server calls it; empty where it does not. */
  contentType: string;
  /** Where the redirects ended. */
  finalUrl: string;
};

export type PageFetcher = (request: { url: string; signal?: AbortSignal }) => Promise<FetchedPage>;

/** What a fetcher is allowed; everything has the value for the open web unless a test says otherwise. */
export type PageFetcherOptions = {
  /** Whether a resolved address may be connected to. */
  allowAddress?: (address: string) => boolean;
  allowPort?: (port: number) => boolean;
  /** Certificates of authorities to trust, in PEM, beside none of the system's. */
  certificateAuthority?: string;
  lookup?: (hostname: string) => Promise<{ address: string; family: number }[]>;
  maxBytes?: number;
  /** For everything together: resolving, redirects, the body. */
  milliseconds?: number;
  maxRedirects?: number;
};

/**
 * A fetcher of https pages. It throws CoursewrightError: `document_unavailable` (fact `reason`: "address" for what is not public https, "status"
 * with `status`, "redirects", "network"), `document_too_large` (limit "size"), `document_timeout`, `cancelled`.
 */
export function createPageFetcher(options: PageFetcherOptions = {}): PageFetcher {
  const allowAddress = options.allowAddress ?? isPublicAddress;
  const allowPort = options.allowPort ?? ((port) => port === 443);
  const lookup = options.lookup ?? ((hostname) => systemLookup(hostname, { all: true }));
  const maxBytes = options.maxBytes ?? 20 * 1024 * 1024;
  const milliseconds = options.milliseconds ?? 15_000;
  const maxRedirects = options.maxRedirects ?? 5;

  async function checkedAddress(url: URL): Promise<{ address: string; family: number }> {
    const hostname = url.hostname.replace(/^\[|\]$/g, "");
    const addresses = await lookup(hostname);
    const [first] = addresses;
    // One private address among them is enough to refuse: which one is connected to would be the name server's choice.
    if (first === undefined || !addresses.every(({ address }) => allowAddress(address)))
      throw unavailable("page", "address");
    return first;
  }

  async function open(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
    const checked = await untilAborted(checkedAddress(url), signal);
    return new Promise((resolve, reject) => {
      const request = httpsRequest(url, {
        signal,
        agent: false,
        headers: {
          accept: "text/html,application/xhtml+xml,application/pdf,text/plain,*/*;q=0.5",
          "accept-encoding": "gzip, deflate, br",
          "user-agent": "Coursewright/1.0 (knowledge base import)",
        },
        // The very address that was checked: a second look-up could answer otherwise.
        lookup: (_hostname, settings, callback) => {
          if (settings.all === true) callback(null, [checked]);
          else callback(null, checked.address, checked.family);
        },
        ...(options.certificateAuthority === undefined ? {} : { ca: options.certificateAuthority }),
      });
      request.once("response", (response) => {
        const connected = response.socket.remoteAddress;
        if (connected !== undefined && !allowAddress(connected)) {
          response.destroy();
          reject(unavailable("page", "address"));
        } else resolve(response);
      });
      request.once("error", reject);
      request.end();
    });
  }

  async function follow(start: string, signal: AbortSignal): Promise<FetchedPage> {
    let url = checkedUrl(start, allowPort);
    for (let hops = 0; hops <= maxRedirects; hops += 1) {
      const response = await open(url, signal);
      const status = response.statusCode ?? 0;
      const { location } = response.headers;
      if (status >= 300 && status < 400 && status !== 304 && location !== undefined) {
        response.destroy();
        url = checkedUrl(location, allowPort, url);
        continue;
      }
      if (status !== 200) {
        response.destroy();
        throw unavailable("page", "status", { status });
      }
      const bytes = await readBody(response, maxBytes);
      if (bytes.length === 0) throw unreadable("document_empty", "the page is empty");
      return { bytes, contentType: response.headers["content-type"] ?? "", finalUrl: url.href };
    }
    throw unavailable("page", "redirects");
  }

  return ({ url, signal }) => fetching("page", { milliseconds, signal }, (either) => follow(url, either));
}

function checkedUrl(text: string, allowPort: (port: number) => boolean, base?: URL): URL {
  const url = URL.parse(text, base);
  if (url === null || url.protocol !== "https:" || url.username !== "" || url.password !== "")
    throw unavailable("page", "address");
  if (!allowPort(url.port === "" ? 443 : Number(url.port))) throw unavailable("page", "address");
  return url;
}

async function readBody(response: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const claimed = Number(response.headers["content-length"] ?? 0);
  if (claimed > maxBytes) {
    response.destroy();
    throw tooLarge("size", maxBytes);
  }
  const pieces: Uint8Array[] = [];
  let received = 0;
  const body = unpacked(response);
  try {
    for await (const chunk of body) {
      const piece: unknown = chunk;
      if (!(piece instanceof Uint8Array)) continue;
      received += piece.length;
      if (received > maxBytes) throw tooLarge("size", maxBytes);
      pieces.push(piece);
    }
  } finally {
    body.destroy();
    response.destroy();
  }
  return Buffer.concat(pieces);
}

/** What was packed for the way, unpacked as it comes, so that its size counts as it is. */
function unpacked(response: IncomingMessage): Readable {
  const encoding = response.headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
  if (encoding === "identity" || encoding === "") return response;
  const unpackers = {
    gzip: createGunzip,
    "x-gzip": createGunzip,
    deflate: createInflate,
    br: createBrotliDecompress,
    zstd: createZstdDecompress,
  };
  const unpacker = Object.entries(unpackers).find(([name]) => name === encoding)?.[1];
  if (unpacker === undefined) throw unavailable("page", "network");
  const stream = unpacker();
  response.once("error", (error) => stream.destroy(error));
  return Readable.from(response.pipe(stream));
}

/** Waits no longer than the signal allows for something that cannot be stopped. */
function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}
