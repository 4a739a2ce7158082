/** A reply in a course's thread: refines it, asks about it, stops what is being written, or is left alone. */
import { isStopWord } from "../../course/reply-words.ts";
import type { CourseRecord } from "../../storage/store.ts";
import { texts } from "../../texts.ts";
import { ask } from "../ask.ts";
import { messageKey } from "../ids.ts";
import type { MessageEvent } from "../payloads.ts";
import { inTimeOrLater } from "../people/in-time.ts";
import type { SlackServices } from "../services.ts";
import { unescaped } from "../unescape.ts";

export type Reply = { course: CourseRecord; message: MessageEvent; userId: string; botUserId: string };
type Needs = Pick<SlackServices, "store" | "queue" | "limits" | "permissions" | "workspaces" | "background" | "marks">;

/** Takes a reply in. Nothing slow: whether it is a wish, a question or chatter is found out by the worker. */
export function takeReply(needs: Needs): (reply: Reply) => Promise<void> {
  const { store, permissions, marks } = needs;

  return async (reply) => {
    const { course, message, userId, botUserId } = reply;
    const text = wordsOf(message.text, botUserId);
    if (text === null) return;
    if (text === "") return message.text.trim() === "" ? undefined : say(needs, reply, texts.thread.told.help);
    if (isStopWord(text)) return stop(reply);
    const refusal = await needs.limits.ofReply({ workspaceId: course.workspaceId, characters: text.length });
    if (refusal !== null) return say(needs, reply, refusal);
    const { isNew, requestId } = await ask(needs, course, {
      key: messageKey(message.channel, message.ts),
      kind: "revise",
      payload: {
        action: "reply",
        text,
        seen: course.version === 0 ? null : course.version,
        saidAt: message.ts,
      },
      userId,
    });
    if (!isNew) return;
    const isOver = async () => (await store.requests.find(course.workspaceId, requestId))?.state === "done";
    marks(course).seen({ channelId: message.channel, ts: message.ts }, isOver);
  };

  /** A mark on the course, never queued behind what it stops. */
  async function stop(reply: Reply): Promise<void> {
    const { course, message, userId } = reply;
    const may = await inTimeOrLater(permissions.mayControl(course, userId));
    if (!may) return say(needs, reply, texts.thread.told.stopOthers);
    if (!(await isWorkedOn(course))) return say(needs, reply, texts.buttons.nothingToCancel);
    await store.courses.requestCancel(course.workspaceId, course.id);
    marks(course).done({ channelId: message.channel, ts: message.ts });
  }

  async function isWorkedOn({ workspaceId, id, state }: CourseRecord): Promise<boolean> {
    if (state === "writing" || state === "queued") return true;
    const latest = await store.requests.latest({ workspaceId, kind: "course", id });
    return latest?.state === "pending";
  }
}

/**
 * The words of a reply, with the bot's mention taken out and Slack's escapes undone.
 * @returns null when it begins by mentioning somebody else: it is for them
 */
export function wordsOf(raw: string, botUserId: string): string | null {
  const [, first] = /^\s*<(@[UW][A-Z0-9]+|!subteam\^[A-Z0-9]+|!here|!channel|!everyone)(?:\|[^>]*)?>/.exec(raw) ?? [];
  if (first !== undefined && first !== `@${botUserId}`) return null;
  return unescaped(
    raw
      .replaceAll(new RegExp(`<@${botUserId}(?:\\|[^>]*)?>`, "g"), " ")
      // Links come as <https://…|shown> and channels as <#C1|name>: people mean what they see.
      .replace(/<#[A-Z0-9]+\|([^>]*)>/g, "#$1")
      .replace(/<((?:https?|mailto|tel):[^|>]*)(?:\|[^>]*)?>/g, "$1"),
  ).trim();
}

/** To that person alone; in a direct message to the thread, where nobody else reads along. */
function say({ background, workspaces }: Needs, { course, message, userId }: Reply, text: string): void {
  background.run("answer to a reply", async () => {
    const client = await workspaces.client(course.workspaceId);
    const place = { channel: message.channel, text, ...(message.thread_ts && { thread_ts: message.thread_ts }) };
    if (message.channel.startsWith("D")) await client.chat.postMessage(place);
    else await client.chat.postEphemeral({ ...place, user: userId });
  });
}
