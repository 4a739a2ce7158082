/** What was left out when a document was read: in short for its row, in sentences for those who can mend it. Pure. */
import type { DocumentRemark } from "../../course/document-remarks.ts";
import type { DocumentRecord } from "../../storage/documents-port.ts";
import { texts } from "../../texts.ts";

/** A few words for each remark on a document. */
export function remarkMarks({ remarks }: Pick<DocumentRecord, "remarks">): string[] {
  return remarks.map((remark) => texts.home.leftOut[remark.kind](countOf(remark)));
}

/** A line of mrkdwn for each remark on a document, with what to do about it; none while it is not ready: they are of its last reading. */
export function remarkSentences({ state, remarks }: Pick<DocumentRecord, "state" | "remarks">): string[] {
  if (state !== "ready") return [];
  return remarks.map(
    (remark) => `• ${texts.document.leftOut[remark.kind](countOf(remark), "of" in remark ? remark.of : 0)}`,
  );
}

function countOf(remark: DocumentRemark): number {
  return "count" in remark ? remark.count : 1;
}
