/** Answers at a `response_url`: to a command, or in place of the message that a click was in. Slack takes five in thirty minutes. */

const longestAnswerMs = 5_000;

/** @param message as `chat.postMessage` takes it, with `response_type` or `replace_original` */
export function respond(fetch: typeof globalThis.fetch, url: string, message: object): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(message),
    signal: AbortSignal.timeout(longestAnswerMs),
  });
}
