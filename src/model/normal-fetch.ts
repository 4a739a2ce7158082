/**
 * A `fetch` that makes the refusals of many servers alike. The client library keeps a refusal's words only when they stand
 * under `error`; others say `detail`, send an array, plain text or a page, or refuse with status 200.
 */
import { z } from "zod";

const errorSchema = z.looseObject({ message: z.string().optional() });
const bodySchema = z.object({ error: z.union([errorSchema, z.string()]) });
const refusalLimit = 4_000;

/** Wraps a `fetch`: what it returns is either a stream of events or a refusal with its words under `error`. */
export function createNormalFetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    const kind = response.headers.get("content-type") ?? "";
    const isPage = /^(application\/json|text\/html)/i.test(kind);
    if (response.ok && !isPage) return response;
    const refusal = refusalOf((await response.text()).slice(0, refusalLimit * 4));
    const status = response.ok ? 404 : response.status;
    const headers = new Headers(response.headers);
    headers.set("content-type", "application/json");
    headers.delete("content-length");
    headers.delete("content-encoding");
    return new Response(JSON.stringify({ error: refusal }), { status, headers });
  };
}

function refusalOf(text: string): z.output<typeof errorSchema> {
  const parsed = parse(text);
  const body = bodySchema.safeParse(Array.isArray(parsed) ? parsed[0] : parsed);
  if (!body.success) return { message: text.slice(0, refusalLimit) };
  const { error } = body.data;
  return typeof error === "string" ? { message: error } : error;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
