/** A course's view made from what is stored, for rendering a card again without running anything. */
import { z } from "zod";
import { givenReferences } from "../authoring/references.ts";
import { retrievalSchema } from "../authoring/retrieval.ts";
import { ownFacts } from "../course/quality/own-facts.ts";
import { checkQuality } from "../course/quality.ts";
import { applyEvent, beginProgress, viewOfCourse } from "../course/state.ts";
import type { CourseView } from "../course/view.ts";
import { type CourseRecord, type RequestRecord, type Store, writingKinds } from "../storage/store.ts";

/** What the card should show now. */
export async function storedView(
  store: Pick<Store, "courses" | "requests">,
  course: CourseRecord,
): Promise<CourseView> {
  const { workspaceId, id } = course;
  const latest = await store.requests.latest({ workspaceId, kind: "course", id }, writingKinds);
  const startedAt = (course.startedAt ?? course.createdAt).getTime();
  let progress = beginProgress({ ...course, startedAt });
  const retrieval = retrievalSchema.safeParse(latest?.retrieval ?? (await resumed(store, latest))?.retrieval);
  if (retrieval.success) {
    progress = applyEvent(progress, {
      type: "references-resolved",
      references: givenReferences(retrieval.data),
      unknown: retrieval.data.unknown,
      nothingRelevant: retrieval.data.nothingRelevant,
      refused: retrieval.data.refused ?? null,
    });
  }
  const version = course.version > 0 ? await store.courses.version(workspaceId, id, course.version) : null;
  if (version !== null) {
    const { course: content, number } = version;
    const remarks = remarksThatHold(progress.view, content.references.length > 0);
    const qualityNotes = checkQuality(content, ownFacts(content)).length;
    return viewOfCourse({ ...progress.view, ...remarks, qualityNotes }, number, content);
  }
  const sections = await store.courses.draft(workspaceId, id);
  return { ...progress.view, state: course.state, stage: null, sections, failure: course.failure };
}

const resumingSchema = z.object({ resumes: z.string() });

/** The request whose work a retry goes on with: it keeps what was found for both. */
async function resumed(store: Pick<Store, "requests">, latest: RequestRecord | null): Promise<RequestRecord | null> {
  const payload = resumingSchema.safeParse(latest?.payload);
  return latest === null || !payload.success ? null : store.requests.find(latest.workspaceId, payload.data.resumes);
}

/** "None of the documents covers this" is no longer true once a later version rests on some. */
function remarksThatHold(
  { nothingRelevant }: CourseView,
  restsOnDocuments: boolean,
): Pick<CourseView, "nothingRelevant"> {
  return { nothingRelevant: nothingRelevant && !restsOnDocuments };
}
