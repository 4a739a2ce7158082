import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { UiChannel, UiUser } from "../page-api.ts";
import type { Calls } from "./calls.ts";

/** The people and places that text and elements name. Keeps its identity while only messages change. */
export type Workspace = {
  me: UiUser;
  bot: UiUser;
  users: UiUser[];
  channels: UiChannel[];
  /** The person's direct message with the app; null while there is none. */
  directMessage: UiChannel | null;
};

/** What parts of the page can do. */
export type Actions = {
  calls: Calls;
  /** Goes to a channel, or to the app's Home tab (`HOME`). */
  goTo(place: string): void;
  openThread(channel: string, ts: string): void;
  closeThread(): void;
  /** Says something to the person at the edge of the page. */
  say(text: string): void;
  /** What was typed and not sent, by conversation. */
  drafts: Map<string, string>;
};

const nobody: UiUser = { id: "", name: "", realName: "", isAdmin: false, isBot: false, isGuest: false };

const unreachable = () => {
  throw new Error("outside of the page");
};

export const WorkspaceContext = createContext<Workspace>({
  me: nobody,
  bot: nobody,
  users: [],
  channels: [],
  directMessage: null,
});
export const ActionsContext = createContext<Actions>({
  calls: { call: unreachable, upload: unreachable },
  goTo: unreachable,
  openThread: unreachable,
  closeThread: unreachable,
  say: unreachable,
  drafts: new Map(),
});

/** The people and places of this workspace. */
export function useWorkspace(): Workspace {
  return useContext(WorkspaceContext);
}

/** What the page can do. */
export function useActions(): Actions {
  return useContext(ActionsContext);
}

/** The user with this id; one who is unknown is shown by the id. */
export function findUser({ users, me, bot }: Workspace, id: string): UiUser {
  const found = users.find((user) => user.id === id);
  if (found !== undefined) return found;
  if (id === me.id) return me;
  return id === bot.id ? bot : { ...nobody, id, name: id, realName: id };
}
