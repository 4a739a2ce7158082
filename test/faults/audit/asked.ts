/** Nothing lost, nothing twice: what was accepted has one course, and what there is was asked for. */
import type { Evidence } from "../evidence.ts";
import { markPrefix } from "../plan.ts";
import type { Finding } from "./finding.ts";

/** Checks what people asked for against the courses and documents that there are. */
export function auditAsked({ asked, uploaded, courses, documents }: Evidence): Finding[] {
  const findings: Finding[] = [];
  const coursesOf = new Map<string, string[]>();
  for (const { record } of courses) {
    const mark = new RegExp(`${markPrefix}\\w+`).exec(record.brief.prompt)?.[0] ?? "";
    coursesOf.set(mark, [...(coursesOf.get(mark) ?? []), record.id]);
    const one = asked.find((each) => each.mark === mark);
    if (one === undefined) {
      findings.push({ rule: "not asked for", about: record.id, detail: `nobody asked for ${mark || "it"}` });
    } else if (one.workspaceId !== record.workspaceId || one.user !== record.requesterId) {
      findings.push({ rule: "crossed", about: record.id, detail: "another workspace or person asked for it" });
    }
  }
  for (const { mark, accepted, way } of asked) {
    const found = coursesOf.get(mark) ?? [];
    if (accepted && found.length === 0) findings.push({ rule: "lost", about: mark, detail: `${way}: no course` });
    if (found.length > 1) findings.push({ rule: "doubled", about: mark, detail: `${way}: ${found.join(", ")}` });
  }
  for (const { mark, title, accepted, workspaceId } of uploaded) {
    const found = documents.filter((each) => each.title.includes(mark) && new RegExp(`${mark}\\b`).test(each.title));
    if (accepted && found.length === 0) findings.push({ rule: "document lost", about: mark, detail: title });
    if (found.length > 1)
      findings.push({ rule: "document doubled", about: mark, detail: `${found.length} of ${title}` });
    for (const document of found) {
      if (document.workspaceId !== workspaceId) findings.push({ rule: "crossed", about: mark, detail: "document" });
      if (document.state !== "ready" || document.passages === 0) {
        findings.push({
          rule: "document not ready",
          about: mark,
          detail: `${document.state}, ${document.passages} passages`,
        });
      }
    }
  }
  return findings;
}
