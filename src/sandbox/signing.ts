import { createHmac } from "node:crypto";

/**
 * Signs a request body as Slack does: HMAC-SHA256 of version, time stamp and body.
 * @param at milliseconds since 1970
 */
export function signatureHeaders(secret: string, body: string, at: number): Record<string, string> {
  const timestamp = String(Math.floor(at / 1_000));
  const digest = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex");
  return { "x-slack-request-timestamp": timestamp, "x-slack-signature": `v0=${digest}` };
}
