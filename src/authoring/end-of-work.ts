/** What ends a piece of work before its time: a person, a failure of its own, or something after which it is taken up again. */
import { CoursewrightError } from "../errors.ts";

/**
 * What was thrown, or why the signal aborted. Only a person cancels; a signal that aborts without a code stops the work,
 * which then goes on elsewhere.
 */
export function causeOf(error: unknown, signal: AbortSignal): unknown {
  if (!signal.aborted) return error;
  const reason: unknown = signal.reason;
  if (reason instanceof CoursewrightError) return reason;
  return new CoursewrightError("stopped", "the work was stopped", { cause: reason });
}

/** Whether the work itself has failed, by the model or a document: that is told to people, and not tried again. */
export function isOwnFailure(cause: unknown): cause is CoursewrightError {
  return cause instanceof CoursewrightError && /^(model|document)_/.test(cause.code);
}

/** @throws the signal's reason once it has aborted; `cancelled`, with the message, where that has no code */
export function throwIfAborted(signal: AbortSignal, message: string): void {
  if (!signal.aborted) return;
  const reason: unknown = signal.reason;
  if (reason instanceof CoursewrightError) throw reason;
  throw new CoursewrightError("cancelled", message, { cause: reason });
}
