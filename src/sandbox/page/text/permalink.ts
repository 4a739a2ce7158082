/** Where a link to a message leads inside this workspace. */
type MessagePlace = { channel: string; thread: string };

/**
 * Reads a permalink of the sandbox: `http://127.0.0.1:…/archives/C1/p1700000000000100?thread_ts=…`; null for any other address.
 * @param origin the page's own origin
 */
export function readPermalink(url: string, origin: string): MessagePlace | null {
  if (!URL.canParse(url)) return null;
  const address = new URL(url);
  if (!isHere(address, new URL(origin))) return null;
  const found = /^\/archives\/([A-Z0-9]+)\/p(\d+)(\d{6})$/.exec(address.pathname);
  if (found === null) return null;
  const [, channel = "", seconds = "", micros = ""] = found;
  return { channel, thread: address.searchParams.get("thread_ts") ?? `${seconds}.${micros}` };
}

/** The same server under any of its loopback names. */
function isHere(address: URL, own: URL): boolean {
  const loopback = new Set(["127.0.0.1", "localhost", "[::1]"]);
  return (
    address.origin === own.origin ||
    (loopback.has(address.hostname) && loopback.has(own.hostname) && address.port === own.port)
  );
}
