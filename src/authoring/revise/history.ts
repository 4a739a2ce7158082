/** What the versions of a course tell about those before the latest. */
import { collections } from "../../course/patch.ts";
import type { VersionRecord } from "../../storage/store.ts";

/** Every id that any version used: none of them is given to anything else. */
export function idsOf(versions: readonly VersionRecord[]): Set<string> {
  return new Set(versions.flatMap(({ course }) => collections.flatMap((name) => course[name].map(({ id }) => id))));
}

/**
 * The version whose numbering a reply means: the one that its author had before them, and what they themselves have
 * changed right after it. Two replies of one person build on each other; those of two people both mean what they saw.
 * @param versions oldest first
 * @throws RangeError when there are none
 */
export function seenVersion(versions: readonly VersionRecord[], seen: number | null, authorId: string): VersionRecord {
  const [first] = versions;
  const latest = versions.at(-1) ?? first;
  if (latest === undefined) throw new RangeError("a course without versions");
  const start = versions.findIndex(({ number }) => number === seen);
  if (start < 0) return latest;
  let index = start;
  while (versions[index + 1]?.authorId === authorId) index += 1;
  return versions[index] ?? latest;
}
