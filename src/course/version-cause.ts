/** Why a version came to be, as its row keeps it: one word, and a number where it stands on an earlier version. */
import { z } from "zod";

export const versionCauseSchema = z.discriminatedUnion("kind", [
  /** The first draft. */
  z.object({ kind: z.literal("write") }),
  z.object({ kind: z.literal("reply") }),
  z.object({ kind: z.literal("rewrite") }),
  /** "Fix it" of the quality notes. */
  z.object({ kind: z.literal("fix") }),
  /** Takes back what version `of` changed. */
  z.object({ kind: z.literal("undo"), of: z.int().min(1) }),
  /** Has the content of version `of`. */
  z.object({ kind: z.literal("restore"), of: z.int().min(1) }),
]);
export type VersionCause = z.infer<typeof versionCauseSchema>;

/** "reply", "undo:3": for `VersionRecord.cause`. */
export function formatCause(cause: VersionCause): string {
  return "of" in cause ? `${cause.kind}:${cause.of}` : cause.kind;
}

/** Reads `VersionRecord.cause`. A cause that is not known counts as the first writing (as "retry" and "continue" do). */
export function parseCause(text: string): VersionCause {
  const [kind, of] = text.split(":");
  const parsed = versionCauseSchema.safeParse({ kind, ...(of !== undefined && { of: Number(of) }) });
  return parsed.success ? parsed.data : { kind: "write" };
}

type Caused = { number: number; cause: string };

/**
 * The version whose change "undo" takes back next, or null when the first draft is reached. Undone changes and undos are
 * passed over, so that undo after undo goes further back; an undo that was itself undone does not count.
 */
export function nextToUndo(versions: readonly Caused[]): number | null {
  const undone = undoneVersions(versions);
  const next = versions.findLast(
    ({ number, cause }) => number > 1 && parseCause(cause).kind !== "undo" && !undone.has(number),
  );
  return next?.number ?? null;
}

/** The version whose change comes back when version `target` is undone: that is an undo itself. Null when its change goes away. */
export function broughtBackBy(versions: readonly Caused[], target: number): number | null {
  let of = target;
  let comesBack = false;
  for (;;) {
    const cause = parseCause(versions.find(({ number }) => number === of)?.cause ?? "");
    // Each stands on an earlier one, so this has an end.
    if (cause.kind !== "undo" || cause.of >= of) return comesBack ? of : null;
    of = cause.of;
    comesBack = !comesBack;
  }
}

/** The versions whose change is taken back as things stand. */
export function undoneVersions(versions: readonly Caused[]): Set<number> {
  const undone = new Set<number>();
  // From the newest: whether an undo holds is known before what it undid is asked about.
  for (const { number, cause } of versions.toSorted((one, other) => other.number - one.number)) {
    const parsed = parseCause(cause);
    if (parsed.kind === "undo" && !undone.has(number)) undone.add(parsed.of);
  }
  return undone;
}
