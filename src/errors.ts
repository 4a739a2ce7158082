/**
 * Errors of Coursewright: a stable code decides what people read (`texts.ts`) and whether trying again can help.
 * The message and the cause are for logs and never reach a person.
 */

/** What can go wrong, by the place where it does. `texts.ts` has a sentence for each. */
export const errorCodes = [
  // the language model
  "model_busy",
  "model_down",
  "model_quota",
  "model_refused",
  "model_key",
  "model_nonsense",
  "model_too_long",
  // knowledge
  "document_empty",
  "document_damaged",
  "document_too_large",
  "document_wrong_type",
  "document_old_office",
  "document_password",
  "document_no_text",
  "document_timeout",
  "document_unavailable",
  "document_duplicate",
  // the house itself
  "lease_lost",
  "stale_version",
  "stopped",
  "cancelled",
  "slack_unreachable",
  "slack_refused",
  "not_in_channel",
  "storage_down",
  "invalid_input",
  "internal",
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** An error with a code. Anything else that is thrown counts as `internal`. */
export class CoursewrightError extends Error {
  readonly code: ErrorCode;
  /** Facts for the sentence that people see, such as the limit that was passed. Never secrets, never document text. */
  readonly facts: Readonly<Record<string, string | number>>;

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; facts?: Readonly<Record<string, string | number>> } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "CoursewrightError";
    this.code = code;
    this.facts = options.facts ?? {};
  }
}

/** The code of anything that was thrown: `internal` for what we did not foresee. */
export function codeOf(error: unknown): ErrorCode {
  return error instanceof CoursewrightError ? error.code : "internal";
}

/** For the end of an exhaustive switch: the compiler refuses the call while a case is missing. */
export function assertNever(value: never): never {
  throw new CoursewrightError("internal", `unexpected value: ${JSON.stringify(value)}`);
}
