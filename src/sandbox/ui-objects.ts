import type { App } from "./manifest.ts";
import type { UiChannel, UiCommand, UiFile, UiMessage, UiShortcut, UiUser, UiView } from "./page-api.ts";
import type { Channel, Message, StoredFile, User, View } from "./state.ts";
import type { Workspace } from "./workspace.ts";

/** The workspace's things as the page sees them. */

/** A person or the bot. */
export function uiUser({ id, name, realName, isAdmin, isBot, isGuest }: User): UiUser {
  return { id, name, realName, isAdmin, isBot, isGuest };
}

/** A channel or direct message. */
export function uiChannel({ id, name, kind, topic, members }: Channel): UiChannel {
  return { id, name, kind, topic, members: [...members] };
}

/** A file without its bytes. */
export function uiFile({ id, name, title, mimetype, bytes, user }: StoredFile): UiFile {
  return { id, name, title, mimetype, size: bytes.length, user };
}

/** A message with its files, reactions and number of replies. */
export function uiMessage(workspace: Workspace, message: Message): UiMessage {
  const replyCount =
    message.threadTs === null ? Math.max(0, workspace.messages.thread(message.channel, message.ts).length - 1) : 0;
  return {
    channel: message.channel,
    ts: message.ts,
    threadTs: message.threadTs ?? (replyCount > 0 ? message.ts : null),
    user: message.user,
    text: message.text,
    blocks: message.blocks,
    files: message.files.flatMap((id) => workspace.files.get(id) ?? []).map(uiFile),
    reactions: message.reactions,
    edited: message.editedAt !== null && !message.tombstone,
    ephemeralFor: message.ephemeralFor,
    replyCount,
    edits: message.revisions.length - 1,
  };
}

/** A modal or Home; the lowest modal has depth 0. */
export function uiView(view: View, depth: number): UiView {
  const text = (value: View["title"]) => (typeof value?.text === "string" ? value.text : null);
  return {
    id: view.id,
    type: view.type,
    user: view.user,
    title: text(view.title) ?? "",
    submit: text(view.submit),
    close: text(view.close),
    blocks: view.blocks,
    depth,
    hash: view.hash,
  };
}

/** What the composer offers behind a slash. */
export function uiCommands({ commands }: App): UiCommand[] {
  return commands.map(({ command, description, usageHint }) => ({ command, description, usageHint }));
}

/** The shortcuts in a message's menu. */
export function uiShortcuts({ shortcuts }: App): UiShortcut[] {
  return shortcuts
    .filter(({ type }) => type === "message")
    .map(({ name, callbackId, description }) => ({ name, callbackId, description }));
}
