/** A reference that fits no or several documents: the click says which one is meant, and becomes a reply in the course's thread. */
import { z } from "zod";
import type { Lane } from "../../storage/store.ts";
import { texts } from "../../texts.ts";
import { actionKey } from "../ids.ts";
import { inThreadLanguage } from "../locale.ts";
import { type ActionBody, actionBodySchema } from "../payloads.ts";
import { mrkdwnLine } from "../render/text.ts";
import type { SlackServices } from "../services.ts";
import type { ActionListener } from "./admin-modal.ts";

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
  const { store, queue, permissions } = needs;
  if (!(await permissions.mayReadDocuments(workspaceId, body.user.id))) return tell(needs, body, texts.passage.refused);
  const [course, document] = await Promise.all([
    store.courses.find(workspaceId, courseId),
    store.documents.findByNumber(workspaceId, number),
  ]);
  if (course === null || course.state === "deleted") return tell(needs, body, texts.buttons.gone);
  if (document === null) return tell(needs, body, texts.references.gone);
  const text = inThreadLanguage(course, () => texts.references.reply(number));
  const lane: Lane = { workspaceId, kind: "course", id: course.id };
  await store.requests.accept({
    workspaceId,
    // The same document twice in one course is once.
    key: actionKey("reference", course.id, document.id),
    lane,
    kind: "revise",
    payload: { action: "reply", text, guest: false, seen: course.version || null },
    authorId: body.user.id,
  });
  await queue.wake(lane);
  tell(needs, body, texts.references.asked(number, mrkdwnLine(document.title)));
}

/** Says something to the person who clicked, alone. */
function tell({ workspaces, background }: Needs, { team, user, channel, message }: ActionBody, text: string): void {
  if (channel === undefined) return;
  background.run("answer to a click", async () => {
    const client = await workspaces.client(team.id);
    const thread = message?.thread_ts === undefined ? {} : { thread_ts: message.thread_ts };
    await client.chat.postEphemeral({ channel: channel.id, user: user.id, text, ...thread });
  });
}
