/** What the buttons of a course have in common: find the course in this workspace, ask whether this person may, act, acknowledge. */

import type { CourseRecord } from "../../storage/store.ts";
import { texts } from "../../texts.ts";
import { type ActionValue, readActionValue } from "../action-ids.ts";
import type { ActionListener } from "../listener.ts";
import { type ActionBody, actionBodySchema } from "../payloads.ts";
import { inTime } from "../people/in-time.ts";
import type { SlackServices } from "../services.ts";

export type ClickNeeds = Pick<SlackServices, "store" | "queue" | "permissions" | "workspaces" | "background">;
export type Click = { body: ActionBody; course: CourseRecord; value: ActionValue };

/** `who`: everyone may refine and look; the requester and admins may stop, go on and delete. */
export function courseClick(
  needs: ClickNeeds,
  who: "everyone" | "requester",
  act: (click: Click) => Promise<void>,
): ActionListener {
  return async ({ body: raw, ack }) => {
    const body = actionBodySchema.parse(raw);
    const [action] = body.actions;
    const value = readActionValue(action.selected_option?.value ?? action.value);
    const course = value === null ? null : await needs.store.courses.find(body.team.id, value.course);
    if (value === null || course === null || course.state === "deleted") {
      tell(needs, body, texts.buttons.gone);
    } else if (who === "everyone" || (await mayControl(needs, body, course))) {
      await act({ body, course, value });
    }
    await ack();
  };
}

/** Whether whoever clicked may stop the course, go on with it and delete it; if not, they are told why. */
export async function mayControl(needs: ClickNeeds, body: ActionBody, course: CourseRecord): Promise<boolean> {
  const may = await inTime(needs.permissions.mayControl(course, body.user.id));
  if (may === "no") tell(needs, body, texts.permissions.control);
  if (may === "unknown") tell(needs, body, texts.permissions.unsure);
  return may === "yes";
}

/** Says something to the person who clicked, alone. */
export function tell(
  { workspaces, background }: Pick<ClickNeeds, "workspaces" | "background">,
  body: ActionBody,
  text: string,
): void {
  const { channel, message } = body;
  if (channel === undefined) return;
  background.run("answer to a click", async () => {
    const client = await workspaces.client(body.team.id);
    const thread = message?.thread_ts === undefined ? {} : { thread_ts: message.thread_ts };
    await client.chat.postEphemeral({ channel: channel.id, user: body.user.id, text, ...thread });
  });
}
