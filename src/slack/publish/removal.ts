/** Takes a deleted course's messages and files away. What people wrote stays, and one line says what was here. */
import { z } from "zod";
import type { CourseView } from "../../course/view.ts";
import type { Log } from "../../log.ts";
import type { ExportRepository } from "../../storage/exports.ts";
import type { CourseRecord } from "../../storage/store.ts";
import type { Names } from "../people/names.ts";
import { knownTitle } from "../render/course.ts";
import type { RenderedMessage } from "../render/message.ts";
import { renderDeleted, renderGone } from "../render/removal.ts";
import { type Calls, isGone } from "./calls.ts";
import { hashOf, type Slot, type Slots } from "./slots.ts";

const placesSchema = z.record(z.string(), z.array(z.object({ ts: z.string() })));
const sharesSchema = z.object({
  file: z.object({ shares: z.object({ public: placesSchema, private: placesSchema }).partial().default({}) }),
});

/** @throws CoursewrightError `slack_unreachable`, `slack_refused`, `not_in_channel`, `lease_lost`, `stopped` */
export async function removeCourse({
  calls,
  slots,
  exports,
  course,
  view,
  deletion,
  names,
  log,
}: {
  calls: Calls;
  slots: Slots;
  exports: ExportRepository;
  course: CourseRecord;
  view: CourseView;
  deletion: { userId: string; at: Date };
  names: Names;
  log: Log;
}): Promise<void> {
  const { channelId, workspaceId, id } = course;
  const title = knownTitle(view) ?? (view.brief.topic || view.brief.prompt);
  const person = await names.nameOf(workspaceId, deletion.userId);
  for (const slot of slots.all()) {
    const { name, ts } = slot;
    const message = renderDeleted({ slot: name, title, person, at: deletion.at });
    if (ts !== null && name === "root") await edit(ts, message);
    else if (ts !== null) await remove(name, ts);
    await atRest(slot, message);
  }
  for (const { fileId } of await exports.list(workspaceId, id)) {
    for (const ts of await sharesOf(fileId)) await remove("export", ts);
    const answer = await calls.once("files.delete", (slack) => slack.files.delete({ file: fileId }));
    if (!answer.ok) log.debug({ courseId: id, fileId }, "a file of a deleted course is left");
  }

  /** The messages in this channel that hand the file out. */
  async function sharesOf(file: string): Promise<string[]> {
    const answer = await calls.once("files.info", (slack) => slack.files.info({ file }));
    const shares = answer.ok ? sharesSchema.safeParse(answer.result).data?.file.shares : undefined;
    return [shares?.public, shares?.private].flatMap((places) => places?.[channelId] ?? []).map(({ ts }) => ts);
  }

  async function edit(ts: string, { text, blocks }: RenderedMessage): Promise<void> {
    try {
      await calls.insist("chat.update", (slack) => slack.chat.update({ channel: channelId, ts, text, blocks }));
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }

  async function remove(slot: string, ts: string): Promise<void> {
    const answer = await calls.once("chat.delete", (slack) => slack.chat.delete({ channel: channelId, ts }));
    if (answer.ok || answer.outcome.kind === "gone") return;
    if (answer.outcome.kind === "refused") return edit(ts, renderGone(slot));
    await calls.insist("chat.delete", (slack) => slack.chat.delete({ channel: channelId, ts })).catch(goneIsFine);
  }

  /** Nothing is to be shown there any more. */
  async function atRest(slot: Slot, message: RenderedMessage): Promise<void> {
    const hash = hashOf(message, "deleted");
    await slots.placed(slot, hash);
  }
}

function goneIsFine(error: unknown): void {
  if (!isGone(error)) throw error;
}
