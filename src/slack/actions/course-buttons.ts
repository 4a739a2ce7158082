/** The buttons of a course that set work going again or stop it: Cancel, Continue, Retry, and the two ways on when the bot could not post. */
import { z } from "zod";
import { type CourseRecord, type RequestRecord, writingKinds } from "../../storage/store.ts";
import { texts } from "../../texts.ts";
import { actionIds } from "../action-ids.ts";
import { ask, laneOf } from "../ask.ts";
import { actionKey } from "../ids.ts";
import type { ActionListener } from "../listener.ts";
import type { ActionBody } from "../payloads.ts";
import { respond } from "../response-url.ts";
import type { SlackServices } from "../services.ts";
import { type ClickNeeds, courseClick, tell } from "./course-click.ts";

type NoticeNeeds = ClickNeeds & Pick<SlackServices, "fetch">;

const openedSchema = z.object({ channel: z.object({ id: z.string() }) });

/** Marks the course as cancelled; the work that runs sees it within a second and shows it. */
export function cancelCourse(needs: ClickNeeds): ActionListener {
  return courseClick(needs, "requester", async ({ body, course }) => {
    if (course.state !== "writing" && course.state !== "queued")
      return tell(needs, body, texts.buttons.nothingToCancel);
    await needs.store.courses.requestCancel(course.workspaceId, course.id);
    tell(needs, body, texts.thread.told.stopping);
  });
}

/** Goes on from the failed stage; what is finished stays. */
export function retryCourse(needs: ClickNeeds): ActionListener {
  return courseClick(needs, "requester", async ({ body, course }) => {
    if (!canGoOn(course)) return tell(needs, body, texts.buttons.outdated);
    await writeAgain(needs, course, body.user.id, "retry", actionIds.retry);
    tell(needs, body, texts.thread.told.goingOn);
  });
}

/** After Cancel: goes on where it stopped. */
export function continueCourse(needs: ClickNeeds): ActionListener {
  return courseClick(needs, "requester", async ({ body, course }) => {
    if (!canGoOn(course)) return tell(needs, body, texts.buttons.outdated);
    await writeAgain(needs, course, body.user.id, "continue", actionIds.continue);
    tell(needs, body, texts.thread.told.goingOn);
  });
}

/** After "I am not in this channel": somebody has invited the bot. */
export function writeHereAgain(needs: NoticeNeeds): ActionListener {
  return courseClick(needs, "requester", async ({ body, course }) => {
    if (!canGoOn(course)) return answerNotice(needs, body, texts.buttons.outdated);
    await writeAgain(needs, course, body.user.id, "retry", actionIds.writeHereAgain);
    answerNotice(needs, body, texts.command.starting);
  });
}

/** After "I am not in this channel": the course moves to the direct message with the person who asked. */
export function writeInDirectMessage(needs: NoticeNeeds): ActionListener {
  return courseClick(needs, "requester", async ({ body, course }) => {
    if (!canGoOn(course)) return answerNotice(needs, body, texts.buttons.outdated);
    const client = await needs.workspaces.client(course.workspaceId);
    const { channel } = openedSchema.parse(await client.conversations.open({ users: body.user.id }));
    if (!(await needs.store.courses.move(course.workspaceId, course.id, channel.id))) {
      return answerNotice(needs, body, texts.buttons.outdated);
    }
    await writeAgain(needs, course, body.user.id, "retry", actionIds.writeInDirectMessage);
    answerNotice(needs, body, texts.command.movedToDirectMessage);
  });
}

/** In place of the notice, its buttons with it: where the bot is no member it cannot write, not even to one person alone. */
function answerNotice({ background, fetch }: NoticeNeeds, { response_url: address }: ActionBody, text: string): void {
  if (address === undefined) return;
  background.run("answer to a notice", () =>
    respond(fetch, address, { response_type: "ephemeral", replace_original: true, text }),
  );
}

const canGoOn = (course: CourseRecord): boolean => course.state === "failed" || course.state === "cancelled";

/** A click on the same state twice has one key: it is made of the request that ended in that state. */
async function writeAgain(
  needs: ClickNeeds,
  course: CourseRecord,
  userId: string,
  kind: "retry" | "continue",
  action: string,
): Promise<void> {
  const last = await needs.store.requests.latest(laneOf(course), writingKinds);
  await ask(needs, course, {
    key: actionKey(action, course.id, last?.id ?? "first"),
    kind,
    // The passages that the first try found are used again: finished sections cite them.
    payload: { resumes: firstRequest(last) },
    userId,
  });
}

const resumingSchema = z.object({ resumes: z.string() });

function firstRequest(last: RequestRecord | null): string | null {
  const resuming = resumingSchema.safeParse(last?.payload);
  return resuming.success ? resuming.data.resumes : (last?.id ?? null);
}
