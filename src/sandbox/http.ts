import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { Json, JsonObject } from "./page-api.ts";

/** A request that is refused before it reaches anything: the status and a word why. */
export class HttpRefusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = "HttpRefusal";
    this.status = status;
  }
}

/**
 * Reads a body of at most so many bytes.
 * @throws HttpRefusal 413 when it is longer
 */
export async function readBody(request: IncomingMessage, longest: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > longest) throw new HttpRefusal(413, "too large");
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** @throws HttpRefusal 400 when the body is not JSON */
export async function readJson(request: IncomingMessage, longest: number): Promise<Json> {
  const body = await readBody(request, longest);
  try {
    return z.json().parse(JSON.parse(body.toString("utf8")));
  } catch {
    throw new HttpRefusal(400, "not JSON");
  }
}

const jsonObject = z.record(z.string(), z.json());

/** The arguments of a Web API call: from the address, a form, or JSON. */
export async function readArguments(request: IncomingMessage, url: URL, longest: number): Promise<JsonObject> {
  const fromUrl = Object.fromEntries(url.searchParams);
  const body = await readBody(request, longest);
  const type = request.headers["content-type"] ?? "";
  if (body.length === 0) return fromUrl;
  if (type.startsWith("application/json")) {
    const parsed = jsonObject.safeParse(safeParse(body.toString("utf8")));
    if (!parsed.success) throw new HttpRefusal(400, "invalid_json");
    return { ...fromUrl, ...parsed.data };
  }
  if (type.startsWith("multipart/form-data")) {
    const fields: JsonObject = {};
    for (const [key, value] of (await formData(body, type)).entries())
      if (typeof value === "string") fields[key] = value;
    return { ...fromUrl, ...fields };
  }
  return { ...fromUrl, ...Object.fromEntries(new URLSearchParams(body.toString("utf8"))) };
}

/** The one file of an upload, sent bare or as a form. */
export async function readUpload(request: IncomingMessage, longest: number): Promise<Buffer> {
  const body = await readBody(request, longest);
  const type = request.headers["content-type"] ?? "";
  if (!type.startsWith("multipart/form-data")) return body;
  for (const value of (await formData(body, type)).values()) {
    if (typeof value !== "string") return Buffer.from(await value.arrayBuffer());
  }
  throw new HttpRefusal(400, "no file");
}

/** The token behind "Bearer", or null. */
export function bearerToken(request: IncomingMessage): string | null {
  return /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? null;
}

/** Answers with JSON that nobody may cache. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: JsonObject,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    ...headers,
  });
  response.end(JSON.stringify(body));
}

/** Answers with bare text. */
export function sendText(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff" });
  response.end(body);
}

/**
 * Hands out a file that somebody uploaded: to be saved, never to be run on this origin.
 */
export function sendFile(response: ServerResponse, file: { bytes: Buffer; name: string; mimetype: string }): void {
  const image = /^image\/(png|jpeg|gif)$/.test(file.mimetype);
  response.writeHead(200, {
    "content-type": file.mimetype,
    "content-length": file.bytes.length,
    "content-disposition": `${image ? "inline" : "attachment"}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox; default-src 'none'",
  });
  response.end(file.bytes);
}

function formData(body: Buffer, type: string): Promise<FormData> {
  return new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
}

function safeParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
