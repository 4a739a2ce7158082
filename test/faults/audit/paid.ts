/** Nothing is paid for again after it was saved, and nothing that was saved is written over. */
import type { Evidence } from "../evidence.ts";
import { markPrefix } from "../plan.ts";
import type { Finding } from "./finding.ts";

/** A save is dated just before its commit. */
const commitMs = 250;

/** Checks the model's calls and the ledger of saves. */
export function auditPaid({ saves, modelCalls, courses, requests }: Evidence): Finding[] {
  const findings: Finding[] = [];
  const markOf = new Map(courses.map(({ record }) => [record.id, markIn(record.brief.prompt)]));
  const replyOf = new Map(
    requests
      .filter(({ kind }) => kind === "revise")
      .map(({ id, payload }) => [id, markIn(JSON.stringify(payload) ?? "")]),
  );
  const once = Map.groupBy(saves, ({ workspaceId, courseId, what, requestId }) =>
    JSON.stringify([workspaceId, courseId, what, what === "version" ? requestId : ""]),
  );
  for (const [first, ...more] of once.values()) {
    if (first === undefined) continue;
    const { courseId, what, requestId } = first;
    if (more.length > 0) {
      findings.push({ rule: "saved twice", about: courseId, detail: `${what}: ${more.length + 1} saves` });
    }
    const isRevision = what === "version" && replyOf.has(requestId);
    const mark = isRevision ? replyOf.get(requestId) : markOf.get(courseId);
    const late = modelCalls.filter(
      (call) =>
        call.mark === mark &&
        call.at > first.at.getTime() + commitMs &&
        // The first version is made of what was saved before.
        call.writes.some((one) => covers(isRevision ? "revision" : what, one)),
    );
    if (late.length > 0) {
      const ms = Math.max(...late.map(({ at }) => at - first.at.getTime()));
      findings.push({
        rule: "paid twice",
        about: courseId,
        detail: `${what}: asked for again ${ms} ms after it was saved`,
      });
    }
  }
  return findings;
}

/** Whole modules hold the details of each. */
function covers(saved: string, written: string): boolean {
  return written === saved || (saved === "modules" && written.startsWith("modules "));
}

function markIn(text: string): string {
  return new RegExp(`${markPrefix}\\w+`).exec(text)?.[0] ?? "";
}
