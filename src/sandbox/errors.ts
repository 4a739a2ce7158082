import type { JsonObject } from "./page-api.ts";

/** A refusal of the Web API: `{ ok: false, error: code, …details }`. */
export class SlackError extends Error {
  readonly code: string;
  readonly details: JsonObject;

  constructor(code: string, details: JsonObject = {}) {
    super(code);
    this.name = "SlackError";
    this.code = code;
    this.details = details;
  }
}

/** A refusal that names what is wrong in the arguments, one message each, as Slack's validator does. */
export function invalid(
  code: "invalid_blocks" | "invalid_arguments" | "invalid_metadata_format",
  messages: string[],
): SlackError {
  return new SlackError(code, {
    errors: messages.map((each) => each.replace("[ERROR] ", "")),
    response_metadata: { messages },
  });
}

/** Something that a person cannot do on the page; the text is for that person. */
export class Refusal extends Error {
  constructor(text: string) {
    super(text);
    this.name = "Refusal";
  }
}
