/** What the buttons of a course have in common: find the course in this workspace, ask whether this person may, act, acknowledge. */

import type { CourseRecord } from "../../storage/store.ts";
import { texts } from "../../texts.ts";
import { type ActionValue, readActionValue } from "../action-ids.ts";
import type { ActionListener } from "../listener.ts";
import { type ActionBody, actionBodySchema } from "../payloads.ts";
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
    } else if (who === "requester" && !(await needs.permissions.mayControl(course, body.user.id))) {
      tell(needs, body, texts.permissions.control);
    } else {
      await act({ body, course, value });
    }
    await ack();
  };
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
