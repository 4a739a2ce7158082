/** Retrieval for a request, once: whatever takes the request up again sees the same passages under the same numbers. */
import { z } from "zod";
import type { CourseEvent } from "../course/events.ts";
import type { CourseRecord, Lease, RequestRecord, Store } from "../storage/store.ts";
import type { DocumentPolicyPort, KnowledgePort } from "./knowledge-port.ts";
import { emptyRetrieval, type Retrieval, retrievalSchema, retrieve } from "./retrieval.ts";

type Task = { course: CourseRecord; request: RequestRecord; lease: Lease; signal: AbortSignal };
export type RetrieveOnce = (task: Task) => AsyncGenerator<CourseEvent, Retrieval, undefined>;

/** A request that goes on with the work of an earlier one may name it, and then sees what that one saw. */
const payloadSchema = z.object({ resumes: z.string() });

/** @param wait resolves after so many milliseconds, rejects when the signal aborts */
export function createRetrieveOnce({
  store,
  knowledge,
  documentPolicy,
  wait,
}: {
  store: Pick<Store, "requests">;
  knowledge: KnowledgePort;
  documentPolicy: DocumentPolicyPort;
  wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}): RetrieveOnce {
  async function earlierRetrieval({ workspaceId, payload }: RequestRecord): Promise<unknown> {
    const earlier = payloadSchema.safeParse(payload);
    return earlier.success ? (await store.requests.find(workspaceId, earlier.data.resumes))?.retrieval : null;
  }

  return async function* ({ course, request, lease, signal }) {
    const kept = retrievalSchema.safeParse(request.retrieval ?? (await earlierRetrieval(request)));
    if (kept.success) return kept.data;
    const { workspaceId, brief, requesterId: userId, channelId } = course;
    const refused = await documentPolicy.refusal({ workspaceId, userId, channelId });
    const retrieval =
      refused === null
        ? yield* retrieve({ knowledge, workspaceId, brief, wait, signal })
        : { ...emptyRetrieval, refused };
    await store.requests.keepRetrieval(lease, request.id, retrieval);
    return retrieval;
  };
}
