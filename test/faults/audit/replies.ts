/** Each reply is one request with one outcome, told in one answer; a change makes one version. */
import { z } from "zod";
import type { Evidence, RequestEvidence } from "../evidence.ts";
import type { Finding } from "./finding.ts";

const outcomeSchema = z.object({ kind: z.string() });
/** Outcomes of which nothing is said. */
const silent = new Set(["nothing", "cancel"]);

/** Checks the replies in courses' threads. */
export function auditReplies({ replied, requests, messages, saves, courses }: Evidence): Finding[] {
  const findings: Finding[] = [];
  const revisions = requests.filter(({ kind }) => kind === "revise");
  for (const { mark, accepted } of replied) {
    const own = revisions.filter(({ payload }) => new RegExp(`\\b${mark}\\b`).test(JSON.stringify(payload) ?? ""));
    if (accepted && own.length === 0) findings.push({ rule: "reply lost", about: mark, detail: "no request" });
    if (own.length > 1) findings.push({ rule: "reply doubled", about: mark, detail: `${own.length} requests` });
  }
  const deleted = new Set(courses.filter(({ record }) => record.state === "deleted").map(({ record }) => record.id));
  for (const request of revisions.filter(({ state, laneId }) => state === "done" && !deleted.has(laneId))) {
    const kind = outcomeSchema.safeParse(request.outcome).data?.kind;
    if (kind === undefined) continue;
    const answers = messages.filter(({ mark }) => mark?.slot === `answer:${request.id}`).length;
    const wanted = silent.has(kind) ? 0 : 1;
    if (answers !== wanted) {
      findings.push({
        rule: "answers",
        about: about(request),
        detail: `${kind}: ${answers} answers in place of ${wanted}`,
      });
    }
    const versions = saves.filter(({ what, requestId }) => what === "version" && requestId === request.id).length;
    const changed = kind === "revised" ? 1 : 0;
    if (versions !== changed) {
      findings.push({
        rule: "versions",
        about: about(request),
        detail: `${kind}: ${versions} versions in place of ${changed}`,
      });
    }
  }
  return findings;
}

function about({ id, laneId }: RequestEvidence): string {
  return `${id} of ${laneId}`;
}
