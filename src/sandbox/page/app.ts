import { html } from "htm/preact";
import { useEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
import type { Snapshot } from "../page-api.ts";
import { Announcer } from "./announcer.ts";
import { AppPane } from "./app-pane.ts";
import type { Calls } from "./calls.ts";
import { ChannelPane } from "./channel.ts";
import { type Actions, ActionsContext, type Workspace, WorkspaceContext } from "./context.ts";
import { JumpDialog } from "./jump.ts";
import { listen } from "./live.ts";
import { ShortcutsContext } from "./message-toolbar.ts";
import { Modals } from "./modal.ts";
import { Notices } from "./notices.ts";
import { formatRoute, HOME, parseRoute, type Route } from "./route.ts";
import { Sidebar } from "./sidebar.ts";
import { emptyState, reduce } from "./store.ts";
import { ThreadPane } from "./thread.ts";
import { rootsOf } from "./threads.ts";
import { TopBar } from "./topbar.ts";
import { TourBar } from "./tour/tour-bar.ts";
import { useTour } from "./tour/use-tour.ts";
import { TrafficPanel } from "./traffic.ts";
import { TroubleStrip } from "./trouble.ts";
import { markSeen } from "./unread.ts";

/** The whole page. */
export function App({ calls }: { calls: Calls }) {
  const [route, setRoute] = useRoute();
  const [state, change] = useReducer(reduce, emptyState);
  const [jumping, setJumping] = useState(false);
  const [trafficOpen, setTrafficOpen] = useState(false);
  const drafts = useRef(new Map<string, string>());
  const { snapshot } = state;

  useEffect(() => listen(route.user, change, () => setRoute((before) => ({ ...before, user: null }))), [route.user]);

  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setJumping(true);
    };
    document.addEventListener("keydown", key);
    return () => document.removeEventListener("keydown", key);
  }, []);

  const actions = useMemo<Actions>(
    () => ({
      calls,
      drafts: drafts.current,
      goTo: (place) => setRoute((before) => ({ ...before, at: place, thread: null })),
      openThread: (channel, ts) => setRoute((before) => ({ ...before, at: channel, thread: ts })),
      closeThread: () => setRoute((before) => ({ ...before, thread: null })),
      say: (text) => change({ type: "patch", patch: { type: "notice", text } }),
    }),
    [calls],
  );
  const workspace = useMemo(
    () => (snapshot === null ? null : workspaceOf(snapshot)),
    [snapshot?.me, snapshot?.bot, snapshot?.users, snapshot?.channels],
  );

  const become = (user: string) => setRoute((before) => ({ ...before, user, thread: null }));
  const { tour, start } = useTour({ snapshot, goTo: actions.goTo, become });

  useEffect(() => {
    // Tests wait for this; it goes away while another user's snapshot is on its way.
    const ready = snapshot !== null && (route.user === null || snapshot.me.id === route.user);
    if (ready) document.body.dataset.ready = snapshot.me.id;
    else delete document.body.dataset.ready;
  }, [snapshot?.me.id, route.user]);

  if (snapshot === null || workspace === null)
    return html`<main class="loading" aria-busy="true"><p>Opening the workspace…</p></main>`;

  const dismiss = (id: number) => change({ type: "dismiss", id });
  const notices = html`<${Notices} notices=${state.notices} onDismiss=${dismiss} />`;
  return html`<${ActionsContext.Provider} value=${actions}>
    <${WorkspaceContext.Provider} value=${workspace}>
      <${ShortcutsContext.Provider} value=${snapshot.shortcuts}>
        <${Frame}
          key=${snapshot.me.id}
          snapshot=${snapshot}
          workspace=${workspace}
          route=${route}
          connected=${state.connected}
          trafficOpen=${trafficOpen}
          traffic=${trafficOpen ? html`<${TrafficPanel} traffic=${state.traffic} onClose=${() => setTrafficOpen(false)} />` : null}
          top=${html`<${TopBar}
            name=${snapshot.workspace.name}
            switches=${snapshot.switches}
            trafficOpen=${trafficOpen}
            onTraffic=${() => setTrafficOpen(!trafficOpen)}
            onJump=${() => setJumping(true)}
            onUser=${become}
            onTour=${tour === null && snapshot.commands.length > 0 ? start : null}
          />`}
          tour=${tour === null ? null : html`<${TourBar} tour=${tour} />`}
        />
        <${Modals} views=${snapshot.modals} notices=${notices} />
        ${jumping ? html`<${JumpDialog} onClose=${() => setJumping(false)} />` : null}
        ${snapshot.modals.length === 0 ? notices : null}
      <//>
    <//>
  <//>`;
}

type FrameProps = {
  snapshot: Snapshot;
  workspace: Workspace;
  route: Route;
  connected: boolean;
  trafficOpen: boolean;
  traffic: unknown;
  top: unknown;
  tour: unknown;
};

function Frame({ snapshot, workspace, route, connected, trafficOpen, traffic, top, tour }: FrameProps) {
  const { directMessage, channels, me } = workspace;
  const at = placeOf(route, workspace);
  const channel = channels.find(({ id }) => id === at) ?? null;
  const thread = channel !== null && route.thread !== null ? route.thread : null;
  const tab = at === HOME ? "home" : at === directMessage?.id ? "messages" : null;

  useEffect(() => {
    if (channel !== null && document.visibilityState === "visible")
      markSeen(localStorage, me.id, channel.id, snapshot.messages);
  });
  useEffect(() => {
    document.title = `${channel === null || tab !== null ? workspace.bot.realName : `#${channel.name}`} · ${snapshot.workspace.name}`;
  }, [channel?.name, tab]);

  return html`<div class="frame ${thread === null ? "" : "with-thread"} ${trafficOpen ? "with-traffic" : ""} ${tour === null ? "" : "with-tour"}">
    ${top}
    <${Sidebar} snapshot=${snapshot} at=${at} />
    <main class="main" aria-label=${tab === null ? (channel?.name ?? "") : workspace.bot.realName}>
      ${connected ? null : html`<p class="offline" role="status">The sandbox is not answering. Reconnecting…</p>`}
      <${TroubleStrip} switches=${snapshot.switches} />
      ${tab !== null ? html`<${AppPane} snapshot=${snapshot} tab=${tab} />` : channel === null ? html`<p class="empty">No channel yet.</p>` : html`<${ChannelPane} key=${channel.id} snapshot=${snapshot} channel=${channel} />`}
    </main>
    ${thread === null || channel === null ? null : html`<${ThreadPane} key=${`${channel.id} ${thread}`} snapshot=${snapshot} channel=${channel} ts=${thread} />`}
    ${traffic}
    ${tour}
    <${Announcer}
      place="${at} ${thread ?? ""}"
      messages=${snapshot.messages.filter((message) => message.channel === at && (thread === null ? rootsOf([message], at).length > 0 : message.threadTs === thread))}
    />
  </div>`;
}

function workspaceOf({ me, bot, users, channels }: Snapshot): Workspace {
  const directMessage =
    channels.find(({ kind, members }) => kind === "im" && members.includes(me.id) && members.includes(bot.id)) ?? null;
  return { me, bot, users, channels, directMessage };
}

/** Where the person is; at the first visit a channel of theirs, the one for learning if there is one. */
function placeOf(route: Route, { channels, me }: Workspace): string {
  if (route.at === HOME || channels.some(({ id }) => id === route.at)) return route.at ?? HOME;
  const mine = channels.filter(({ kind, members }) => kind !== "im" && members.includes(me.id));
  return (mine.find(({ name }) => name.includes("learning")) ?? mine[0] ?? channels[0])?.id ?? HOME;
}

/** The route in the address, with the browser's own back and forward. */
function useRoute(): [Route, (update: (before: Route) => Route) => void] {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const moved = () => setRoute(parseRoute(location.hash));
    window.addEventListener("hashchange", moved);
    return () => window.removeEventListener("hashchange", moved);
  }, []);
  const update = (next: (before: Route) => Route) => {
    location.hash = formatRoute(next(parseRoute(location.hash)));
  };
  return [route, update];
}
