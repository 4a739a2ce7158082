/** A reference that fits no or several documents: the click says which one is meant, and becomes a reply in the course's thread. */
import { z } from "zod";
import { texts } from "../../texts.ts";
import { ask } from "../ask.ts";
import { actionKey } from "../ids.ts";
import type { ActionListener } from "../listener.ts";
import { type ActionBody, actionBodySchema } from "../payloads.ts";
import { inTime } from "../people/in-time.ts";
import { inThreadLanguage } from "../people/locale.ts";
import { mrkdwnLine } from "../render/text.ts";
import type { SlackServices } from "../services.ts";
import { tell } from "./course-click.ts";

type Needs = Pick<SlackServices, "store" | "queue" | "permissions" | "workspaces" | "background">;

const valueSchema = z.tuple([z.string().min(1), z.coerce.number().int().min(1)]);

export function useReference(needs: Needs): ActionListener {
  return async ({ body: raw, ack }) => {
    const body = actionBodySchema.parse(raw);
    const [action] = body.actions;
    await take(needs, body, (action.selected_option?.value ?? action.value ?? "").split(" "));
    await ack();
  };
}

async function take(needs: Needs, body: ActionBody, parts: string[]): Promise<void> {
  const value = valueSchema.safeParse(parts);
  if (!value.success) return;
  const [courseId, number] = value.data;
  const workspaceId = body.team.id;
  const { store, permissions } = needs;
  const mayRead = await inTime(permissions.mayReadDocuments(workspaceId, body.user.id));
  if (mayRead === "no") return tell(needs, body, texts.passage.refused);
  if (mayRead === "unknown") return tell(needs, body, texts.permissions.unsure);
  const [course, document] = await Promise.all([
    store.courses.find(workspaceId, courseId),
    store.documents.findByNumber(workspaceId, number),
  ]);
  if (course === null || course.state === "deleted") return tell(needs, body, texts.buttons.gone);
  if (document === null) return tell(needs, body, texts.references.gone);
  const text = inThreadLanguage(course, () => texts.references.reply(number));
  await ask(needs, course, {
    // The same document twice in one course is once.
    key: actionKey("reference", course.id, document.id),
    kind: "revise",
    payload: { action: "reply", text, guest: false, seen: course.version || null },
    userId: body.user.id,
  });
  tell(needs, body, texts.references.asked(number, mrkdwnLine(document.title)));
}
