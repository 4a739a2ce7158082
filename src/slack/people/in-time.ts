/** Asking who may do what where Slack waits for our own answer. */
import { CoursewrightError, codeOf } from "../../errors.ts";
import { within } from "../within.ts";

/** Slack waits three seconds, and what was asked is still to be done in them. */
const patienceMs = 1_500;

/**
 * What `permissions` answers, for a listener.
 * @returns "unknown" when Slack cannot say, or not soon enough: nothing is done then, and nobody is refused for it
 */
export async function inTime(asked: Promise<boolean>): Promise<"yes" | "no" | "unknown"> {
  try {
    const answer = await within(patienceMs, asked);
    return answer === null ? "unknown" : answer ? "yes" : "no";
  } catch (error) {
    if (codeOf(error) === "slack_unreachable") return "unknown";
    throw error;
  }
}

/**
 * The same for events, which Slack delivers again when they are not acknowledged.
 * @throws CoursewrightError `slack_unreachable` instead of an acknowledgement
 */
export async function inTimeOrLater(asked: Promise<boolean>): Promise<boolean> {
  const answer = await inTime(asked);
  if (answer !== "unknown") return answer === "yes";
  throw new CoursewrightError("slack_unreachable", "Slack did not say in time who a person is");
}
