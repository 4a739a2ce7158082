/** "Open in a new thread", for a course whose thread was deleted. The button stands in Home; the answer is the new thread, which mentions who asked for the course. */

import { texts } from "../../texts.ts";
import { actionIds } from "../action-ids.ts";
import { askAgain } from "../ask.ts";
import { actionKey } from "../ids.ts";
import type { ActionListener } from "../listener.ts";
import { reopenModal } from "../render/modals/course.ts";
import type { SlackServices } from "../services.ts";
import { type ClickNeeds, courseClick } from "./course-click.ts";

/** A thread that still stands is left as it is: the worker looks, and the modal has its link. */
export function reopenCourse(needs: ClickNeeds & Pick<SlackServices, "openModal" | "permalinks">): ActionListener {
  return courseClick(needs, "requester", async ({ body, course }) => {
    const { workspaceId, channelId, threadTs } = course;
    await askAgain(needs, course, {
      key: actionKey(actionIds.reopen, course.id, threadTs ?? "none"),
      kind: "reopen",
      payload: {},
      userId: body.user.id,
    });
    const build = async () => {
      const link = await needs.permalinks.of(workspaceId, { channelId, ts: threadTs });
      const { reopening, stillThere } = texts.thread.told;
      return reopenModal(link === null ? reopening : stillThere(link));
    };
    needs.background.run("say where a course is", () =>
      needs.openModal({ workspaceId, triggerId: body.trigger_id, build }),
    );
  });
}
