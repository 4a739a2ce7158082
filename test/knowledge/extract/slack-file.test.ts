import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSlackFileFetcher } from "../../../src/knowledge/extract/slack-file.ts";

describe("fetching a file from Slack", () => {
  const received: { url: string; authorization: string | undefined }[] = [];
  let server: Server;
  let origin = "";
  beforeAll(async () => {
    server = createServer((request, response) => {
      received.push({ url: request.url ?? "", authorization: request.headers.authorization });
      if (request.url === "/moved") response.writeHead(302, { location: `${origin}/file` }).end();
      else if (request.url === "/gone") response.writeHead(404).end();
      else response.writeHead(200, { "content-type": "text/plain" }).end("the file");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    origin = `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
  });
  afterAll(() => server.close());
  beforeEach(() => {
    received.length = 0;
  });
  const get = (
    file: Parameters<ReturnType<typeof createSlackFileFetcher>>[0]["file"],
    maxBytes = 100,
    apiUrl = `${origin}/api/`,
  ) => createSlackFileFetcher({ apiUrl })({ file, token: "xoxb-secret", maxBytes });

  it("brings the token to the origin of the Web API", async () => {
    const { bytes, contentType } = await get({ url_private_download: `${origin}/file` });
    expect([Buffer.from(bytes).toString(), contentType]).toEqual(["the file", "text/plain"]);
    expect(received).toEqual([{ url: "/file", authorization: "Bearer xoxb-secret" }]);
  });

  it("never takes it across a redirect", async () => {
    await expect(get({ url_private: `${origin}/moved` })).rejects.toMatchObject({
      code: "document_unavailable",
      facts: { reason: "signed-out" },
    });
    expect(received.map(({ url }) => url)).toEqual(["/moved"]);
  });

  it.each([
    "https://evil.example/file",
    "https://files.slack.com.evil.example/file",
    "https://evilfiles.slack.com/file",
    "http://files.slack.com/file",
    "https://files.slack.com:8443/file",
    "https://me:you@files.slack.com/file",
    "",
  ])("does not go to %j", async (url) => {
    await expect(get({ url_private: url })).rejects.toMatchObject({ facts: { reason: "address" } });
  });

  it("trusts no other origin than that of the Web API", async () => {
    await expect(get({ url_private: `${origin}/file` }, 100, "https://slack.com/api/")).rejects.toMatchObject({
      facts: { reason: "address" },
    });
    expect(received).toEqual([]);
  });

  it("refuses files that lie elsewhere, and those that are too large, whatever size they claim", async () => {
    await expect(get({ url_private: `${origin}/file`, is_external: true })).rejects.toMatchObject({
      facts: { reason: "external" },
    });
    await expect(get({ url_private: `${origin}/file`, mode: "external" })).rejects.toMatchObject({
      facts: { reason: "external" },
    });
    await expect(get({ url_private: `${origin}/file`, size: 500 })).rejects.toMatchObject({
      code: "document_too_large",
    });
    expect(received).toEqual([]);
    await expect(get({ url_private: `${origin}/file`, size: 3 }, 5)).rejects.toMatchObject({
      code: "document_too_large",
    });
  });

  it("tells of a file that is not there", async () => {
    await expect(get({ url_private: `${origin}/gone` })).rejects.toMatchObject({
      facts: { reason: "status", status: 404 },
    });
  });
});
