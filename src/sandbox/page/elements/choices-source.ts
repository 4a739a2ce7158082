import { useEffect, useRef, useState } from "preact/hooks";
import type { Json, JsonObject } from "../../page-api.ts";
import { type Place, useSurface } from "../blocks/surface.ts";
import { useActions, useWorkspace, type Workspace } from "../context.ts";
import { numberOf, objectOf, objectsOf, stringOf, stringsOf, textOf } from "../json.ts";
import { decodeEntities } from "../text/entities.ts";

/** Something that can be chosen in a select. `value` is what Slack reports: an option object or an id. */
export type Choice = { key: string; label: string; detail: string; value: Json };
type ChoiceGroup = { label: string; choices: Choice[] };
type Found = { groups: ChoiceGroup[]; note: string };

const DEBOUNCE = 200;

/** What a select offers for a query. An external one asks the app, at most once in 200 ms, and forgets answers that come too late. */
export function useChoices(place: Place, query: string, open: boolean): Found {
  const workspace = useWorkspace();
  const external = /external_select$/.test(stringOf(place.element.type));
  const asked = useExternal(place, query, open && external);
  if (external) return asked;
  const groups = localGroups(place.element, workspace)
    .map((group) => ({ ...group, choices: group.choices.filter((choice) => fits(choice, query)) }))
    .filter(({ choices }) => choices.length > 0);
  return { groups, note: groups.length === 0 ? "No results" : "" };
}

function useExternal(place: Place, query: string, active: boolean): Found {
  const { element, blockId } = place;
  const { container } = useSurface();
  const { calls } = useActions();
  const { me } = useWorkspace();
  const [found, setFound] = useState<Found>({ groups: [], note: "" });
  const least = numberOf(element.min_query_length) ?? 3;
  const turn = useRef(0);
  const short = query.length < least;

  useEffect(() => {
    turn.current += 1;
    const mine = turn.current;
    if (!active || short) return;
    setFound((before) => ({ ...before, note: "Loading…" }));
    const timer = setTimeout(async () => {
      const input = { user: me.id, container, blockId, actionId: stringOf(element.action_id), query };
      const answer = await calls.call("options", input).catch(() => null);
      if (turn.current !== mine) return;
      if (answer === null) return setFound({ groups: [], note: "The results could not be loaded." });
      const groups = [
        ...(answer.options.length > 0 ? [{ label: "", choices: answer.options.map(choiceOf) }] : []),
        ...answer.groups.map(({ label, options }) => ({ label: label.text, choices: options.map(choiceOf) })),
      ];
      setFound({ groups, note: groups.length === 0 ? "No results" : "" });
    }, DEBOUNCE);
    return () => clearTimeout(timer);
  }, [active, short, query]);

  if (short) return { groups: [], note: `Type at least ${least} character${least === 1 ? "" : "s"}` };
  return found;
}

/** An option object as a choice. */
export function choiceOf(option: JsonObject): Choice {
  return {
    key: stringOf(option.value),
    label: decodeEntities(textOf(option.text)),
    detail: decodeEntities(textOf(option.description)),
    value: option,
  };
}

/** A user or channel id as a choice. */
export function placeChoice(id: string, workspace: Workspace): Choice {
  const user = workspace.users.find((entry) => entry.id === id);
  if (user !== undefined) return { key: id, label: user.realName || user.name, detail: user.name, value: id };
  const channel = workspace.channels.find((entry) => entry.id === id);
  if (channel === undefined) return { key: id, label: id, detail: "", value: id };
  if (channel.kind === "im") return { key: id, label: workspace.bot.realName, detail: "Direct message", value: id };
  return { key: id, label: `# ${channel.name}`, detail: channel.topic, value: id };
}

function localGroups(element: JsonObject, workspace: Workspace): ChoiceGroup[] {
  const type = stringOf(element.type).replace(/^multi_/, "");
  if (type === "users_select") {
    return [{ label: "", choices: workspace.users.map(({ id }) => placeChoice(id, workspace)) }];
  }
  if (type === "channels_select" || type === "conversations_select") {
    const kinds = type === "channels_select" ? ["public"] : includedKinds(objectOf(element.filter));
    const fitting = workspace.channels.filter(({ kind }) => kinds.includes(kind === "channel" ? "public" : kind));
    return [{ label: "", choices: fitting.map(({ id }) => placeChoice(id, workspace)) }];
  }
  const groups = objectsOf(element.option_groups);
  if (groups.length === 0) return [{ label: "", choices: objectsOf(element.options).map(choiceOf) }];
  return groups.map((group) => ({
    label: decodeEntities(textOf(group.label)),
    choices: objectsOf(group.options).map(choiceOf),
  }));
}

function includedKinds(filter: JsonObject): string[] {
  const asked = stringsOf(filter.include);
  const kinds = asked.length === 0 ? ["public", "private", "im"] : asked;
  return filter.exclude_bot_users === true ? kinds.filter((kind) => kind !== "im") : kinds;
}

function fits({ label, detail }: Choice, query: string): boolean {
  const wanted = query.trim().toLowerCase();
  return label.toLowerCase().includes(wanted) || detail.toLowerCase().includes(wanted);
}
