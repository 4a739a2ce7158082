/** "Rewrite a part": opens the form. */

import { texts } from "../../texts.ts";
import type { ActionListener } from "../listener.ts";
import { rewriteModal } from "../render/modals/course.ts";
import type { SlackServices } from "../services.ts";
import { type ClickNeeds, courseClick, tell } from "./course-click.ts";

export function openRewrite(needs: ClickNeeds & Pick<SlackServices, "openModal" | "writer">): ActionListener {
  return courseClick(needs, "everyone", async ({ body, course, value }) => {
    if (course.version !== value.version) return tell(needs, body, texts.buttons.outdated);
    const { workspaceId, id } = course;
    await needs.openModal({
      workspaceId,
      triggerId: body.trigger_id,
      build: async () => {
        const latest = await needs.store.courses.version(workspaceId, id, course.version);
        if (latest === null) throw new RangeError("a course whose latest version is missing");
        return rewriteModal({ courseId: id, course: latest.course, writer: needs.writer });
      },
    });
  });
}
