/** Puts an exported file into a course's thread, once: the file's id is stored before its upload is completed. */
import { z } from "zod";
import { CoursewrightError } from "../../errors.ts";
import {
  type ExportContext,
  type ExportName,
  exportComment,
  exportFileName,
  exportFormats,
  isExportName,
} from "../../export/index.ts";
import type { Log } from "../../log.ts";
import type { ExportRepository } from "../../storage/exports.ts";
import type { CourseRecord, Lease, RequestRecord, Store } from "../../storage/store.ts";
import { texts } from "../../texts.ts";
import type { Clock } from "../clock.ts";
import type { Pace } from "../pace.ts";
import type { Names } from "../people/names.ts";
import { type Calls, createCalls, refusal } from "./calls.ts";
import { conversationEntries } from "./conversation-entries.ts";
import type { SlackFor } from "./slack-port.ts";
import type { StatusLines } from "./status.ts";

export type ExportOutcome = { result: "exported"; format: string; version: number } | { result: "nothing-to-export" };

type Context = { request: RequestRecord; lease: Lease; signal: AbortSignal };

const payloadSchema = z.object({ format: z.string().refine(isExportName) });
const uploadSchema = z.object({ upload_url: z.url(), file_id: z.string() });
const uploadTimeoutMs = 30_000;

/** @throws CoursewrightError `slack_unreachable`, `slack_refused`, `not_in_channel`, `lease_lost`, `stopped` */
export function createExporter(parts: {
  store: Pick<Store, "courses" | "requests"> & { exports: ExportRepository };
  slackFor: SlackFor;
  names: Names;
  pace: Pace;
  clock: Clock;
  lines: StatusLines;
  fetch: typeof globalThis.fetch;
  log: Log;
}) {
  const { store, names, clock, lines, fetch, log } = parts;

  async function contextOf(course: CourseRecord, version: number): Promise<ExportContext> {
    return {
      courseId: course.id,
      version,
      requester: (await names.nameOf(course.workspaceId, course.requesterId)) ?? texts.thread.deletion.somebody,
      prompt: course.brief.prompt,
      at: new Date(clock.now()),
      conversation: await conversationEntries({ store, names }, course),
    };
  }

  /** Whether a file that was begun stands in Slack, as one does after its upload was completed. */
  async function stands(calls: Calls, fileId: string): Promise<boolean> {
    const answer = await calls.once("files.info", (slack) => slack.files.info({ file: fileId }));
    return answer.ok;
  }

  async function upload(calls: Calls, filename: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    const { upload_url, file_id } = uploadSchema.parse(
      await calls.insist("files.getUploadURLExternal", (slack) =>
        slack.files.getUploadURLExternal({ filename, length: bytes.byteLength }),
      ),
    );
    const response = await fetch(upload_url, {
      method: "POST",
      body: bytes,
      headers: { "content-type": "application/octet-stream" },
      signal: AbortSignal.timeout(uploadTimeoutMs),
    }).catch((error: unknown) => {
      throw new CoursewrightError("slack_unreachable", "an export could not be uploaded", { cause: error });
    });
    if (!response.ok) throw new CoursewrightError("slack_unreachable", `the upload was answered ${response.status}`);
    return file_id;
  }

  async function share(calls: Calls, course: CourseRecord, file: { id: string; title: string; comment: string }) {
    for (let failures = 0; ; ) {
      const answer = await calls.once("files.completeUploadExternal", (slack) =>
        slack.files.completeUploadExternal({
          files: [{ id: file.id, title: file.title }],
          channel_id: course.channelId,
          ...(course.threadTs !== null && { thread_ts: course.threadTs }),
          initial_comment: file.comment,
        }),
      );
      if (answer.ok) return;
      if (answer.outcome.kind === "throttled") continue;
      // The answer may have been lost and not the file.
      if (await stands(calls, file.id)) return;
      if (answer.outcome.kind !== "transient") throw refusal(answer.outcome);
      failures += 1;
      await calls.backOff(failures);
    }
  }

  async function handOut(calls: Calls, course: CourseRecord, request: RequestRecord, lease: Lease, format: ExportName) {
    const latest = await store.courses.version(course.workspaceId, course.id, course.version);
    if (latest === null) return { result: "nothing-to-export" } as const;
    const done = { result: "exported", format, version: latest.number } as const;
    const known = await store.exports.find(course.workspaceId, request.id);
    if (known !== null && known.sharedAt !== null) return done;
    if (known === null || !(await stands(calls, known.fileId))) {
      const written = exportFormats[format].write(latest.course, await contextOf(course, latest.number));
      const title = exportFileName(latest.course, format);
      const id = await upload(calls, title, new TextEncoder().encode(written));
      await store.exports.begin(lease, { requestId: request.id, fileId: id });
      await share(calls, course, { id, title, comment: exportComment(format, latest.number) });
    }
    await store.exports.shared(lease, request.id);
    return done;
  }

  return {
    async run({ request, lease, signal }: Context): Promise<ExportOutcome> {
      const { format } = payloadSchema.parse(request.payload);
      const course = await store.courses.find(lease.lane.workspaceId, lease.lane.id);
      if (course === null || course.state === "deleted") return { result: "nothing-to-export" };
      const calls = createCalls({ ...parts, course, stopped: signal });
      const { workspaceId, channelId, threadTs } = course;
      const line = lines.lineOf({ workspaceId, channelId, threadTs: () => threadTs });
      line.set(texts.thread.status.exporting);
      try {
        const outcome = await handOut(calls, course, request, lease, format);
        log.info({ courseId: course.id, ...outcome }, "export");
        return outcome;
      } finally {
        line.stop();
      }
    },
  };
}
