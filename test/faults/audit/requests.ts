/** Each request has exactly one outcome, and the course is in the state that the last of them tells. */
import { z } from "zod";
import type { Evidence } from "../evidence.ts";
import type { Finding } from "./finding.ts";

const outcomeSchema = z
  .union([
    z.object({ result: z.string(), code: z.string().optional() }),
    z.object({ kind: z.string(), code: z.string().optional() }),
  ])
  .transform((outcome) => ({ name: "result" in outcome ? outcome.result : outcome.kind, code: outcome.code }));
/** In which state an outcome leaves a course. */
const stateOf: Readonly<Record<string, string>> = {
  ready: "ready",
  failed: "failed",
  cancelled: "cancelled",
  "cannot-post": "failed",
};

/** Checks the inbox against the courses. */
export function auditRequests({ requests, courses }: Evidence): Finding[] {
  const findings: Finding[] = [];
  for (const { id, laneId, kind, state, attempts, outcome } of requests) {
    const about = `${kind} ${id} of ${laneId}`;
    if (state !== "done") {
      findings.push({ rule: "left hanging", about, detail: `still ${state} after ${attempts} attempts` });
      continue;
    }
    const parsed = outcomeSchema.safeParse(outcome);
    if (!parsed.success) findings.push({ rule: "no outcome", about, detail: JSON.stringify(outcome) ?? "null" });
    else if (parsed.data.code === "internal") {
      findings.push({ rule: "given up", about, detail: `${JSON.stringify(outcome)} after ${attempts} attempts` });
    }
  }
  for (const { record } of courses) {
    const own = requests.filter(
      ({ laneId, workspaceId }) => laneId === record.id && workspaceId === record.workspaceId,
    );
    if (own.length === 0) findings.push({ rule: "no request", about: record.id, detail: record.state });
    if (record.state === "queued" || record.state === "writing") {
      findings.push({ rule: "left hanging", about: record.id, detail: `still ${record.state}` });
    }
    const last = own.findLast(({ kind }) => kind === "write" || kind === "retry" || kind === "continue");
    const result = outcomeSchema.safeParse(last?.outcome).data?.name;
    if (result !== undefined && stateOf[result] !== undefined && stateOf[result] !== record.state) {
      findings.push({ rule: "states differ", about: record.id, detail: `outcome ${result}, course ${record.state}` });
    }
  }
  return findings;
}
