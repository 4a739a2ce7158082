/** What a check came to. A finding to mend says what to do. */
export type Finding = { about: string; state: "ok" | "mend"; says: string };

export const ok = (about: string, says: string): Finding => ({ about, state: "ok", says });
export const mend = (about: string, says: string): Finding => ({ about, state: "mend", says });

/** A server without the user, password and path of its URL: these may be secret. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "the server";
}

/** Why something could not be reached, in the words of the system: "ECONNREFUSED", "timed out". Never the whole error. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  if (error.name === "TimeoutError") return "no answer in time";
  if ("code" in error && typeof error.code === "string") return error.code;
  if (error.cause !== undefined) return reasonOf(error.cause);
  return error.name;
}
