/** The audit of a run: every promise, checked on everything that is known. Pure. */
import type { Evidence } from "../evidence.ts";
import { auditAsked } from "./asked.ts";
import type { Finding } from "./finding.ts";
import { auditMessages } from "./messages.ts";
import { auditPaid } from "./paid.ts";
import { auditProcesses } from "./processes.ts";
import { auditReplies } from "./replies.ts";
import { auditRequests } from "./requests.ts";
import { auditSecrets } from "./secrets.ts";

/** All that was not kept; empty when all was. */
export function audit(evidence: Evidence): Finding[] {
  return [auditAsked, auditRequests, auditReplies, auditMessages, auditPaid, auditProcesses, auditSecrets].flatMap(
    (check) => check(evidence),
  );
}
