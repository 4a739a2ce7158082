/** Saves an attempt as the next version, and tells the outcome of a version that a request has made. */
import { z } from "zod";
import { diffCourses } from "../../course/diff.ts";
import { type ReviseOutcome, type RevisionExtras, revisionExtrasSchema } from "../../course/revision.ts";
import type { Course } from "../../course/schema.ts";
import { formatCause, parseCause, type VersionCause } from "../../course/version-cause.ts";
import type { Lease, RequestRecord, Store, VersionRecord } from "../../storage/store.ts";
import { type Attempt, noExtras } from "./attempt.ts";

/** Kept with the request before its version is saved: after a crash the outcome is told in the same words. */
const keptSchema = z.object({ extras: revisionExtrasSchema });

/** @throws CoursewrightError `stale_version` when `latest` is not the latest any more, `lease_lost` */
export async function saveAttempt({
  store,
  task: { request, lease },
  latest,
  attempt,
}: {
  store: Pick<Store, "courses" | "requests">;
  task: { request: RequestRecord; lease: Lease };
  latest: VersionRecord;
  attempt: Attempt;
}): Promise<ReviseOutcome> {
  const { course, cause, ...extras } = attempt;
  const known = (await store.requests.find(request.workspaceId, request.id))?.retrieval;
  const retrieval = typeof known === "object" && known !== null ? known : {};
  await store.requests.keepRetrieval(lease, request.id, { ...retrieval, extras });
  const number = await store.courses.saveVersion(lease, {
    base: latest.number,
    course,
    cause: formatCause(cause),
    authorId: request.authorId,
    requestId: request.id,
  });
  return revised({ before: latest, after: { number, course }, cause, extras });
}

/** The outcome of a request whose version is saved already. */
export function outcomeOfVersion(
  saved: VersionRecord,
  versions: readonly VersionRecord[],
  request: RequestRecord,
): ReviseOutcome {
  const before = versions.find(({ number }) => number === saved.number - 1);
  if (before === undefined) return { kind: "nothing" };
  const kept = keptSchema.safeParse(request.retrieval);
  const extras = kept.success ? kept.data.extras : noExtras(0);
  return revised({ before, after: saved, cause: parseCause(saved.cause), extras });
}

function revised({
  before,
  after,
  cause,
  extras,
}: {
  before: { number: number; course: Course };
  after: { number: number; course: Course };
  cause: VersionCause;
  extras: RevisionExtras;
}): ReviseOutcome {
  return {
    kind: "revised",
    action: cause.kind === "write" ? "reply" : cause.kind,
    before: before.number,
    after: after.number,
    of: "of" in cause ? cause.of : null,
    changes: diffCourses(before.course, after.course),
    ...extras,
  };
}
