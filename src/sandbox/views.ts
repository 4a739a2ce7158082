import { SlackError } from "./errors.ts";
import type { Ids } from "./ids.ts";
import { viewLimits } from "./limits.ts";
import type { Change, Feed, View } from "./state.ts";

/** A view as the app sent it, checked. */
export type ViewContent = Omit<View, "id" | "user" | "hash" | "rootId" | "previousId" | "values">;

export type Views = {
  /** Opens a modal: on an empty screen it is the first, else it replaces what lies there. */
  open(user: string, content: ViewContent): View;
  push(user: string, content: ViewContent): View;
  /** @throws SlackError `hash_conflict` when `hash` is given and is not the view's own any more. */
  update(view: View, content: ViewContent, hash?: string): View;
  publish(user: string, content: ViewContent, hash?: string): View;
  /** Takes the top modal away, or all of them. Answers those that went, the top one first. */
  close(user: string, which: "top" | "all"): View[];
  find(id: string): View | null;
  findExternal(externalId: string): View | null;
  /** The stack of this person's modals, the lowest first. */
  modals(user: string): View[];
  home(user: string): View | null;
  setValues(view: View, values: View["values"]): void;
};

/** The modals and Home tabs of one workspace. */
export function createViews({ ids, feed, clock }: { ids: Ids; feed: Feed<Change>; clock: { now(): number } }): Views {
  const views = new Map<string, View>();
  const stacks = new Map<string, View[]>();
  const homes = new Map<string, View>();

  const newHash = () => `${Math.floor(clock.now() / 1_000)}.${ids.hex(8)}`;
  const modals = (user: string) => stacks.get(user) ?? [];

  function checkExternalId(content: ViewContent, own: View | null): void {
    if (content.externalId === "") return;
    const other = [...views.values()].find((view) => view.externalId === content.externalId);
    if (other !== undefined && other !== own) throw new SlackError("duplicate_external_id");
  }

  function add(user: string, content: ViewContent, below: View | undefined): View {
    checkExternalId(content, null);
    const id = ids.next("V");
    const view: View = {
      ...content,
      id,
      user,
      hash: newHash(),
      rootId: below?.rootId ?? id,
      previousId: below?.id ?? null,
      values: {},
    };
    views.set(id, view);
    return view;
  }

  function replace(view: View, content: ViewContent, hash: string | undefined): View {
    if (hash !== undefined && hash !== view.hash) throw new SlackError("hash_conflict");
    checkExternalId(content, view);
    return Object.assign(view, content, { hash: newHash() });
  }

  return {
    modals,
    home: (user) => homes.get(user) ?? null,
    find: (id) => views.get(id) ?? null,
    findExternal: (externalId) => [...views.values()].find((view) => view.externalId === externalId) ?? null,
    setValues(view, values) {
      view.values = values;
    },

    open(user, content) {
      const view = add(user, content, undefined);
      for (const old of modals(user)) views.delete(old.id);
      stacks.set(user, [view]);
      feed.emit({ type: "modals", user });
      return view;
    },

    push(user, content) {
      const stack = modals(user);
      if (stack.length >= viewLimits.stack) throw new SlackError("push_limit_reached");
      const view = add(user, content, stack.at(-1));
      stacks.set(user, [...stack, view]);
      feed.emit({ type: "modals", user });
      return view;
    },

    update(view, content, hash) {
      replace(view, content, hash);
      feed.emit(view.type === "home" ? { type: "home", view } : { type: "modals", user: view.user });
      return view;
    },

    publish(user, content, hash) {
      const old = homes.get(user);
      const view = old === undefined ? add(user, content, undefined) : replace(old, content, hash);
      homes.set(user, view);
      feed.emit({ type: "home", view });
      return view;
    },

    close(user, which) {
      const stack = modals(user);
      const kept = which === "all" ? [] : stack.slice(0, -1);
      const gone = stack.slice(kept.length).reverse();
      for (const view of gone) views.delete(view.id);
      stacks.set(user, kept);
      feed.emit({ type: "modals", user });
      return gone;
    },
  };
}
