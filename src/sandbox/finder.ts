import { elementsOf } from "./blocks/check.ts";
import type { Container } from "./interactions.ts";
import type { JsonObject } from "./page-api.ts";
import type { Channel, Message, User, View } from "./state.ts";
import type { Workspace } from "./workspace.ts";

/** A message, by its place. A `UiMessage` is one. */
export type MessagePlace = { channel: string; ts: string };
/** Where an element is: in a message, or in a view (`viewId`; the person's top modal is "top", their Home tab "home"). */
export type ElementPlace = MessagePlace | { view: string };

/** Finds the things of a workspace by the names that tests use; each throws an Error that says what there is instead. */
export type Finder = {
  user(person: string): User;
  channel(channel: string, person?: string): Channel;
  message(place: MessagePlace): Message;
  view(person: User, wanted?: string): View;
  inside(person: User, place: ElementPlace): Container;
  blocksOf(container: Container): JsonObject[];
  element(container: Container, actionId: string, blockId?: string): { block: JsonObject; element: JsonObject };
};

/** A finder for one workspace. */
export function createFinder(workspace: Workspace): Finder {
  function user(person: string): User {
    const found = workspace.users.get(person) ?? [...workspace.users.values()].find(({ name }) => name === person);
    if (found === undefined) throw new Error(`nobody is called ${person}`);
    return found;
  }

  function channel(wanted: string, person?: string): Channel {
    if (wanted === "dm" && person !== undefined) return workspace.directMessage(user(person).id);
    const name = wanted.replace(/^#/, "");
    const found =
      workspace.channels.get(wanted) ??
      [...workspace.channels.values()].find((each) => each.kind !== "im" && each.name === name);
    if (found === undefined) throw new Error(`there is no channel ${wanted}`);
    return found;
  }

  function message(place: MessagePlace): Message {
    const found = workspace.messages.find(channel(place.channel).id, place.ts);
    if (found === null) throw new Error(`there is no message ${place.ts} in ${place.channel}`);
    return found;
  }

  function view(person: User, wanted = "top"): View {
    const { views } = workspace;
    const found =
      wanted === "top"
        ? views.modals(person.id).at(-1)
        : wanted === "home"
          ? views.home(person.id)
          : views.find(wanted);
    if (found === undefined || found === null) throw new Error(`${person.name} has no view ${wanted}`);
    return found;
  }

  const inside: Finder["inside"] = (person, place) =>
    "view" in place ? { view: view(person, place.view) } : { message: message(place) };
  const blocksOf: Finder["blocksOf"] = (container) =>
    "view" in container ? container.view.blocks : container.message.blocks;

  function element(container: Container, actionId: string, blockId?: string) {
    const all = elementsOf(blocksOf(container));
    const found = all.find(
      (each) => each.element.action_id === actionId && (blockId === undefined || each.block.block_id === blockId),
    );
    if (found === undefined)
      throw new Error(`no element ${actionId}; there are: ${all.map((each) => each.element.action_id).join(", ")}`);
    return found;
  }

  return { user, channel, message, view, inside, blocksOf, element };
}
