/** Everything that was asked of a course and what came of it, as the export of the conversation tells it. */
import { z } from "zod";
import { type RevisePayload, reviseOutcomeSchema, revisePayloadSchema } from "../../course/revision.ts";
import type { ConversationEntry } from "../../export/conversation.ts";
import { exportFormats, isExportName } from "../../export/index.ts";
import type { CourseRecord, RequestRecord, Store } from "../../storage/store.ts";
import { texts } from "../../texts.ts";
import type { Names } from "../people/names.ts";

/** More requests than any course ever had. */
const most = 10_000;
const writtenSchema = z.object({ result: z.string(), version: z.number().optional() });
const formatSchema = z.object({ format: z.string().refine(isExportName) });

export async function conversationEntries(
  { store, names }: { store: Pick<Store, "requests">; names: Names },
  course: CourseRecord,
): Promise<ConversationEntry[]> {
  const { workspaceId, id } = course;
  const requests = await store.requests.finished({ workspaceId, kind: "course", id }, most);
  const called = new Map<string, string>();
  for (const author of new Set(requests.map(({ authorId }) => authorId))) {
    called.set(author, (await names.nameOf(workspaceId, author)) ?? texts.thread.deletion.somebody);
  }
  return requests.map((request) => ({
    at: request.acceptedAt,
    author: called.get(request.authorId) ?? texts.thread.deletion.somebody,
    ...askedOf(request),
    outcome: outcomeOf(request),
  }));
}

function askedOf({ kind, payload }: RequestRecord): { asked: string; text: string | null } {
  const revise = revisePayloadSchema.safeParse(payload);
  if (revise.success) return askedOfRevision(revise.data);
  switch (kind) {
    case "write":
    case "retry":
    case "continue":
    case "reopen":
    case "delete":
      return { asked: texts.exported.asked[kind], text: null };
    case "export": {
      const { data } = formatSchema.safeParse(payload);
      if (data === undefined) return { asked: texts.exported.asked.reply, text: null };
      return { asked: texts.exported.asked.export(exportFormats[data.format].called), text: null };
    }
    default:
      return { asked: texts.exported.asked.reply, text: null };
  }
}

function askedOfRevision(payload: RevisePayload): { asked: string; text: string | null } {
  switch (payload.action) {
    case "reply":
      return { asked: texts.exported.asked.reply, text: payload.text };
    case "undo":
      return { asked: texts.exported.asked.undo(payload.of), text: null };
    case "restore":
      return { asked: texts.exported.asked.restore(payload.version), text: null };
    case "fix":
      return { asked: texts.exported.asked.fix, text: null };
    case "rewrite": {
      if (payload.because !== null) return { asked: texts.exported.asked.dependents(payload.because), text: null };
      const { target, hint } = payload;
      const part = target.kind === "section" ? target.section : target.ids.join(", ");
      return { asked: texts.exported.asked.rewrite(part), text: hint };
    }
  }
}

function outcomeOf({ outcome }: RequestRecord): ConversationEntry["outcome"] {
  const revised = reviseOutcomeSchema.safeParse(outcome);
  if (revised.success) return revised.data;
  const { data } = writtenSchema.safeParse(outcome);
  if (data?.result === "ready") return texts.exported.ended.ready(data.version ?? 1);
  if (data?.result === "exported") return texts.exported.ended.exported(data.version ?? 1);
  if (data?.result === "failed" || data?.result === "cannot-post") return texts.exported.ended.failed;
  if (data?.result === "cancelled") return texts.exported.ended.cancelled;
  return texts.exported.ended.done;
}
