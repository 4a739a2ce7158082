/** The client library as both endpoints use it: it never tries again by itself, says nothing, and takes nothing from the environment. */
import OpenAI from "openai";

/** The part of the settings that says where the service is. */
export type Service = {
  apiKey: string;
  /** Null for OpenAI's own. */
  baseUrl: string | null;
};

/** @param timeoutMs for one request */
export function createOpenAI(
  { apiKey, baseUrl }: Service,
  { timeoutMs, fetch }: { timeoutMs: number; fetch: typeof globalThis.fetch },
): OpenAI {
  return new OpenAI({
    apiKey,
    baseURL: baseUrl ?? "https://api.openai.com/v1",
    // Left out, these would be read from the environment behind the settings' back.
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    maxRetries: 0,
    timeout: timeoutMs,
    logLevel: "off",
    fetch,
  });
}
