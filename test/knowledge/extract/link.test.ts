import type { RequestListener } from "node:http";
import { createServer, type Server } from "node:https";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isPublicAddress } from "../../../src/knowledge/extract/addresses.ts";
import { createPageFetcher, type PageFetcherOptions } from "../../../src/knowledge/extract/link.ts";
import { makeCertificate } from "./made/certificate.ts";

describe("addresses", () => {
  it.each(["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:8.8.8.8", "64:ff9b::808:808"])(
    "%s is public",
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each(
    "0.0.0.0 10.1.2.3 127.0.0.1 127.255.0.1 100.64.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.8 192.0.2.1 192.168.1.1 192.88.99.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::1 fe80::1 fe80::1%eth0 fec0::1 fc00::1 fd12:3456::1 ff02::1 2001:db8::1 2002:7f00:1:: 2002:808:808:: 2001:0:4136:e378:8000:63bf:3fff:fdd2 100::1 nonsense".split(
      " ",
    ),
  )("%s is not", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe("fetching a page", () => {
  const { key, certificate } = makeCertificate(["pages.test", "other.test"]);
  let server: Server;
  let port = 0;
  let answer: RequestListener = (_request, response) => response.end();
  const asked: string[] = [];
  const names: Record<string, string[]> = {};

  beforeAll(async () => {
    server = createServer({ key, cert: certificate }, (request, response) => {
      asked.push(`${request.headers.host?.split(":")[0]}${request.url}`);
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    port = address !== null && typeof address === "object" ? address.port : 0;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  /** A fetcher for which the test server's address is a public one, as `93.184.216.34` is. */
  function fetcher(options: PageFetcherOptions = {}) {
    asked.length = 0;
    return createPageFetcher({
      allowAddress: (address) => address === "127.0.0.1",
      allowPort: (each) => each === port,
      certificateAuthority: certificate,
      lookup: async (hostname) => (names[hostname] ?? ["127.0.0.1"]).map((address) => ({ address, family: 4 })),
      ...options,
    });
  }
  const at = (path: string, host = "pages.test") => `https://${host}:${port}${path}`;

  it("returns the page after its redirects, unpacked", async () => {
    answer = (request, response) => {
      if (request.url === "/start") response.writeHead(302, { location: at("/page", "other.test") }).end();
      else
        response
          .writeHead(200, { "content-type": "text/html; charset=utf-8", "content-encoding": "gzip" })
          .end(gzipSync("<p>Hello</p>"));
    };
    const page = await fetcher()({ url: at("/start") });
    expect(Buffer.from(page.bytes).toString()).toBe("<p>Hello</p>");
    expect(page).toMatchObject({ contentType: "text/html; charset=utf-8", finalUrl: at("/page", "other.test") });
    expect(asked).toEqual(["pages.test/start", "other.test/page"]);
  });

  it.each([
    "http://pages.test/",
    "ftp://pages.test/",
    "https://user:secret@pages.test/",
    "https://pages.test:22/",
    "file:///etc/passwd",
    "no address",
  ])("refuses %s without asking anyone", async (url) => {
    const lookups: string[] = [];
    const fetchPage = createPageFetcher({
      lookup: async (hostname) => {
        lookups.push(hostname);
        return [{ address: "8.8.8.8", family: 4 }];
      },
    });
    await expect(fetchPage({ url })).rejects.toMatchObject({
      code: "document_unavailable",
      facts: { reason: "address" },
    });
    expect(lookups).toEqual([]);
  });

  it("refuses names and numbers that lead into the own network, and connects to nothing", async () => {
    names["inside.test"] = ["8.8.8.8", "10.0.0.1"];
    const own = { ...{ certificateAuthority: certificate }, allowPort: () => true };
    for (const host of ["127.0.0.1", "[::1]", "0x7f000001", "2130706433", "[::ffff:127.0.0.1]", "localhost"]) {
      await expect(createPageFetcher(own)({ url: `https://${host}:${port}/` })).rejects.toMatchObject({
        facts: { reason: "address" },
      });
    }
    await expect(fetcher()({ url: at("/", "inside.test") })).rejects.toMatchObject({ facts: { reason: "address" } });
    expect(asked).toEqual([]);
  });

  it("checks again where a redirect leads", async () => {
    names["inside.test"] = ["10.0.0.1"];
    answer = (_request, response) => response.writeHead(301, { location: at("/", "inside.test") }).end();
    await expect(fetcher()({ url: at("/") })).rejects.toMatchObject({ facts: { reason: "address" } });
    answer = (_request, response) => response.writeHead(301, { location: `http://pages.test:${port}/` }).end();
    await expect(fetcher()({ url: at("/") })).rejects.toMatchObject({ facts: { reason: "address" } });
  });

  it("connects to the address that was checked, though the name would lead elsewhere by then", async () => {
    answer = (_request, response) => response.writeHead(200).end("once");
    let lookups = 0;
    const lookup = async () => {
      lookups += 1;
      return [{ address: lookups === 1 ? "127.0.0.1" : "10.0.0.1", family: 4 }];
    };
    const page = await fetcher({ lookup })({ url: at("/") });
    expect(Buffer.from(page.bytes).toString()).toBe("once");
    expect(lookups).toBe(1);
  });

  it("follows five redirects and no more", async () => {
    answer = (_request, response) => response.writeHead(302, { location: "/again" }).end();
    await expect(fetcher()({ url: at("/") })).rejects.toMatchObject({ facts: { reason: "redirects" } });
    expect(asked).toHaveLength(6);
  });

  it("counts the bytes as they are when unpacked", async () => {
    answer = (_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(50_000)));
    await expect(fetcher({ maxBytes: 40_000 })({ url: at("/") })).rejects.toMatchObject({
      code: "document_too_large",
      facts: { limit: "size" },
    });
  });

  it("gives up after its time, also when the answer never ends", async () => {
    answer = (_request, response) => response.writeHead(200).write("a beginning");
    await expect(fetcher({ milliseconds: 150 })({ url: at("/") })).rejects.toMatchObject({ code: "document_timeout" });
  });

  it("tells of a page that is not there, and of being stopped", async () => {
    answer = (_request, response) => response.writeHead(404).end("no");
    await expect(fetcher()({ url: at("/") })).rejects.toMatchObject({ facts: { reason: "status", status: 404 } });
    await expect(fetcher()({ url: at("/"), signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "cancelled" });
  });
});
