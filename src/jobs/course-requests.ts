/** Which runner does what is asked of a course, by the request's kind. */
import { CoursewrightError } from "../errors.ts";
import type { RequestKind } from "../storage/store.ts";
import type { RunContext } from "./work-off.ts";

type Run = (context: RunContext) => Promise<unknown>;

/** A runner that throws for kinds that are none of a course's. */
export function createCourseRequests(runs: { write: Run; revise: Run; export: Run; reopen: Run; delete: Run }): Run {
  const byKind: Record<Exclude<RequestKind, "ingest">, Run> = {
    write: runs.write,
    retry: runs.write,
    continue: runs.write,
    revise: runs.revise,
    rewrite: runs.revise,
    restore: runs.revise,
    export: runs.export,
    reopen: runs.reopen,
    delete: runs.delete,
  };
  return (context) => {
    const { kind } = context.request;
    if (kind === "ingest") throw new CoursewrightError("internal", "a document's request in a course's lane");
    return byKind[kind](context);
  };
}
