/** What fetching a file of Slack's and fetching a page have in common: how it is given up, and what is thrown then. */
import { CoursewrightError } from "../../errors.ts";

/** What is fetched, as errors call it. */
type Fetched = "file" | "page";

/**
 * Does the work under a signal that aborts with `signal`, or when its time is over.
 * @throws CoursewrightError what the work throws, `cancelled`, `document_timeout`; `document_unavailable` (fact `reason`: "network") for all else
 */
export async function fetching<Result>(
  what: Fetched,
  { milliseconds, signal }: { milliseconds: number; signal?: AbortSignal | undefined },
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const deadline = AbortSignal.timeout(milliseconds);
  try {
    return await work(signal === undefined ? deadline : AbortSignal.any([signal, deadline]));
  } catch (error) {
    if (error instanceof CoursewrightError) throw error;
    if (signal?.aborted === true) throw new CoursewrightError("cancelled", "the fetching was cancelled");
    if (deadline.aborted) {
      throw new CoursewrightError("document_timeout", `the ${what} took too long`, {
        facts: { seconds: milliseconds / 1000 },
      });
    }
    throw unavailable(what, "network", {}, error);
  }
}

/** Something that cannot be fetched; `reason` and `facts` are for the sentence that people read. */
export function unavailable(
  what: Fetched,
  reason: string,
  facts: Record<string, number> = {},
  cause?: unknown,
): CoursewrightError {
  return new CoursewrightError("document_unavailable", `the ${what} cannot be fetched: ${reason}`, {
    facts: { reason, ...facts },
    cause,
  });
}
