import type { IncomingMessage, ServerResponse } from "node:http";
import type { Context } from "./context.ts";
import type { Patch, Snapshot } from "./page-api.ts";
import type { Change, Channel, User } from "./state.ts";
import { uiChannel, uiCommands, uiMessage, uiShortcuts, uiUser, uiView } from "./ui-objects.ts";
import type { Workspace } from "./workspace.ts";

/** So often an idle stream says that it lives, in milliseconds. */
const heartbeat = 15_000;

/** So many earlier calls and deliveries a page is told when it connects. */
const recentTraffic = 100;

/** Streams a workspace to one person's page: all of it at first, then what changes and this person may see. */
export function serveLive(
  { workspace, user, context }: { workspace: Workspace; user: User; context: Context },
  request: IncomingMessage,
  response: ServerResponse,
): void {
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  });
  const send = (event: string, value: Snapshot | Patch) => {
    response.write(`event: ${event}\ndata: ${JSON.stringify(value)}\n\n`);
  };
  response.write("retry: 500\n\n");
  send("snapshot", snapshotFor(workspace, user, context));
  const concerns = ({ team }: { team: string | null }) => team === workspace.id || team === null;
  for (const { team: _, ...traffic } of context.traffic.list().filter(concerns).slice(-recentTraffic)) {
    send("patch", { type: "traffic", traffic });
  }
  const stops = [
    workspace.feed.listen((change) => {
      for (const patch of patchesFor(workspace, user, change)) send("patch", patch);
    }),
    context.traffic.feed.listen(({ team, ...traffic }) => {
      if (concerns({ team })) send("patch", { type: "traffic", traffic });
    }),
    context.switches.feed.listen((switches) => send("patch", { type: "switches", switches })),
  ];
  const timer = setInterval(() => response.write(": alive\n\n"), heartbeat);
  timer.unref();
  request.on("close", () => {
    clearInterval(timer);
    for (const stop of stops) stop();
  });
}

/** Everything that this person sees. */
function snapshotFor(workspace: Workspace, user: User, context: Context): Snapshot {
  const channels = [...workspace.channels.values()].filter((channel) => maySee(channel, user));
  const home = workspace.views.home(user.id);
  return {
    workspace: { id: workspace.id, name: workspace.name },
    me: uiUser(user),
    bot: uiUser(workspace.bot),
    users: [...workspace.users.values()].map(uiUser),
    channels: channels.map(uiChannel),
    messages: channels
      .flatMap(({ id }) => workspace.messages.list(id))
      .filter(({ ephemeralFor }) => ephemeralFor === null || ephemeralFor === user.id)
      .map((message) => uiMessage(workspace, message)),
    home: home === null ? null : uiView(home, 0),
    modals: workspace.views.modals(user.id).map(uiView),
    commands: uiCommands(workspace.app),
    shortcuts: uiShortcuts(workspace.app),
    statuses: workspace.statuses().filter(({ channel }) => channels.some(({ id }) => id === channel)),
    switches: context.switches.now,
  };
}

function patchesFor(workspace: Workspace, user: User, change: Change): Patch[] {
  switch (change.type) {
    case "message-posted":
    case "message-changed":
    case "message-touched":
      return seesMessage(workspace, user, change.message)
        ? [{ type: "message", message: uiMessage(workspace, change.message) }]
        : [];
    case "message-deleted": {
      const { channel, ts } = change.message;
      return seesMessage(workspace, user, change.message) ? [{ type: "message-deleted", channel, ts }] : [];
    }
    case "channel":
      return maySee(change.channel, user) ? [{ type: "channel", channel: uiChannel(change.channel) }] : [];
    case "member-joined": {
      // Somebody who was let into a private channel sees what was said there before.
      const { channel } = change;
      if (change.user !== user.id || channel.kind === "channel") return [];
      return workspace.messages
        .list(channel.id)
        .filter(({ ephemeralFor }) => ephemeralFor === null)
        .map((message) => ({ type: "message", message: uiMessage(workspace, message) }));
    }
    case "home":
      return change.view.user === user.id ? [{ type: "home", view: uiView(change.view, 0) }] : [];
    case "modals":
      return change.user === user.id ? [{ type: "modals", views: workspace.views.modals(user.id).map(uiView) }] : [];
    case "status": {
      const channel = workspace.channels.get(change.status.channel);
      return channel !== undefined && maySee(channel, user) ? [{ type: "status", status: change.status }] : [];
    }
    case "notice":
      return change.user === user.id ? [{ type: "notice", text: change.text }] : [];
    case "reaction":
    case "member-left":
    case "file-shared":
    case "home-opened":
    case "session-stopped":
    case "uninstalled":
      return [];
  }
}

function seesMessage(
  workspace: Workspace,
  user: User,
  message: { channel: string; ephemeralFor: string | null },
): boolean {
  const channel = workspace.channels.get(message.channel);
  if (channel === undefined || !maySee(channel, user)) return false;
  return message.ephemeralFor === null || message.ephemeralFor === user.id;
}

/** Public channels are open to all but guests; others to their members. */
function maySee(channel: Channel, user: User): boolean {
  return channel.members.has(user.id) || (channel.kind === "channel" && !user.isGuest);
}
