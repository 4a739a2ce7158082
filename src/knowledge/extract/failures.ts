/** The ways in which a file fails to be imported, as errors with the code that people read about. */
import { CoursewrightError, type ErrorCode } from "../../errors.ts";

/** Which limit a file passed: the `limit` among the facts of `document_too_large`. */
export const limitNames = [
  "size",
  "pages",
  "characters",
  "blocks",
  "cells",
  "parts",
  "unpacked-size",
  "depth",
  "memory",
] as const;
export type LimitName = (typeof limitNames)[number];

/** A file that passes a limit; `allowed` in the limit's own unit (bytes for sizes). */
export function tooLarge(limit: LimitName, allowed: number): CoursewrightError {
  return new CoursewrightError("document_too_large", `the file passes the limit of ${limit}`, {
    facts: { limit, allowed },
  });
}

/** A file that is not what it should be inside. */
export function damaged(message: string, cause?: unknown): CoursewrightError {
  return new CoursewrightError("document_damaged", message, { cause });
}

/**
 * A file of a type that is not imported; `found` names it (an extension without its dot) where it is known. `named` is the extension
 * that the file bears, where files that are called so are imported.
 */
export function wrongType(found: string | null, named: string | null = null): CoursewrightError {
  return new CoursewrightError("document_wrong_type", `not an importable type: ${found ?? "unknown"}`, {
    facts: { ...(found !== null && { found }), ...(named !== null && { named }) },
  });
}

/** A file that cannot be read for a reason that its code says whole. */
export function unreadable(code: ErrorCode & `document_${string}`, message: string): CoursewrightError {
  return new CoursewrightError(code, message);
}
