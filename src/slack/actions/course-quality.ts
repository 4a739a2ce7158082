/** "Quality notes": what could be better and what serves which objective, in a modal, with "Fix it". */

import { noteItems, noteKey } from "../../course/quality/note-items.ts";
import { ownFacts } from "../../course/quality/own-facts.ts";
import { checkQuality, type QualityNote } from "../../course/quality.ts";
import type { Course } from "../../course/schema.ts";
import type { CourseRecord, VersionRecord } from "../../storage/store.ts";
import { qualityNoteText } from "../../texts/sentences.ts";
import { texts } from "../../texts.ts";
import { actionIds } from "../action-ids.ts";
import { ask } from "../ask.ts";
import { actionKey } from "../ids.ts";
import type { ActionListener } from "../listener.ts";
import type { ActionBody } from "../payloads.ts";
import { qualityModal } from "../render/modals/quality.ts";
import { noticeModal } from "../render/modals.ts";
import type { SlackServices } from "../services.ts";
import { type ClickNeeds, courseClick, tell } from "./course-click.ts";

type Needs = ClickNeeds & Pick<SlackServices, "openModal" | "writer">;

const longestHint = 1_000;

export function openQuality(needs: Needs): ActionListener {
  return courseClick(needs, "everyone", async ({ body, course }) => {
    if (course.version === 0) return tell(needs, body, texts.thread.told.notWritten);
    await needs.openModal({
      workspaceId: course.workspaceId,
      triggerId: body.trigger_id,
      build: () => qualityOf(needs, course),
    });
  });
}

/** Mends what one note complains of. The note's place among the version's notes is the button's item. */
export function fixNote(needs: Needs): ActionListener {
  return courseClick(needs, "everyone", async ({ body, course, value }) => {
    const latest = await latestOf(needs, course);
    const note =
      latest === null || course.version !== value.version
        ? undefined
        : checkQuality(latest.course, ownFacts(latest.course))[Number(value.item)];
    // The course has changed since the modal was opened: its notes are others now.
    if (latest === null || note === undefined) return showAgain(needs, body, course);
    await ask(needs, course, {
      key: actionKey(actionIds.fix, course.id, `${value.version}:${value.item}`),
      kind: "rewrite",
      payload: payloadOf(note, latest.course, needs.writer),
      userId: body.user.id,
    });
    sayTaken(needs, body, course);
  });
}

/** A model writes the items anew that the note is about; what concerns the course as a whole, and all without a model, is a fix. */
function payloadOf(note: QualityNote, course: Course, writer: Needs["writer"]): unknown {
  const ids = noteItems(note);
  if (writer === "offline" || ids.length === 0) return { action: "fix", note: noteKey(note) };
  const hint = qualityNoteText(note, course).slice(0, longestHint).toWellFormed();
  return { action: "rewrite", target: { kind: "items", ids }, hint };
}

/** Mends what can be mended. */
export function fixAll(needs: Needs): ActionListener {
  return courseClick(needs, "everyone", async ({ body, course }) => {
    await ask(needs, course, {
      key: actionKey(actionIds.fixAll, course.id, String(course.version)),
      kind: "rewrite",
      payload: { action: "fix" },
      userId: body.user.id,
    });
    sayTaken(needs, body, course);
  });
}

async function qualityOf(needs: Needs, course: CourseRecord) {
  const latest = await latestOf(needs, course);
  if (latest === null) return noticeModal(texts.thread.quality.title, texts.thread.told.notWritten);
  return qualityModal({ courseId: course.id, version: latest.number, course: latest.course, writer: needs.writer });
}

function latestOf({ store }: Needs, { workspaceId, id, version }: CourseRecord): Promise<VersionRecord | null> {
  return store.courses.version(workspaceId, id, version);
}

async function showAgain(needs: Needs, { view }: ActionBody, course: CourseRecord): Promise<void> {
  if (view === undefined) return;
  const client = await needs.workspaces.client(course.workspaceId);
  await client.views.update({ view_id: view.id, view: await qualityOf(needs, course) });
}

function sayTaken({ background, workspaces }: Needs, { view }: ActionBody, { workspaceId }: CourseRecord): void {
  if (view === undefined) return;
  background.run("say that a fix was taken", async () => {
    const client = await workspaces.client(workspaceId);
    const { title, fixing } = texts.thread.quality;
    await client.views.update({ view_id: view.id, view: noticeModal(title, fixing) });
  });
}
