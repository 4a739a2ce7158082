import { object } from "./blocks/check.ts";
import { fileObject } from "./objects.ts";
import type { Json, JsonObject, UiOption, UiStateValues } from "./page-api.ts";
import type { Channel } from "./state.ts";
import type { Workspace } from "./workspace.ts";

/** The page sends the ids of uploaded files; the app gets the files' descriptions, and the right to read them. */
export function expandFiles(workspace: Workspace, values: UiStateValues): JsonObject {
  const expand = (value: JsonObject): JsonObject => {
    if (value.type !== "file_input" || !Array.isArray(value.files)) return value;
    const files = value.files.flatMap((each) => {
      const file = workspace.files.get(String(object(each)?.id ?? each));
      if (file === undefined) return [];
      file.handedToApp = true;
      return [fileObject(workspace, file)];
    });
    return { ...value, files };
  };
  const expandBlock = (actions: UiStateValues[string]) =>
    Object.fromEntries(Object.entries(actions).map(([actionId, value]) => [actionId, expand(value)]));
  return Object.fromEntries(Object.entries(values).map(([blockId, actions]) => [blockId, expandBlock(actions)]));
}

/** The parts of an element that Slack repeats in the payload of its action. */
export function shown(element: JsonObject): JsonObject {
  const keys = ["type", "action_id", "text", "value", "style"] as const;
  return Object.fromEntries(
    keys.flatMap((key): [string, Json][] => (element[key] === undefined ? [] : [[key, element[key]]])),
  );
}

/** An option as the page shows it: plain text, whatever the app sent. */
export function plainOption(option: {
  text: { text: string };
  value: string;
  description?: { text: string } | undefined;
}): UiOption {
  return {
    text: { type: "plain_text", text: option.text.text },
    value: option.value,
    ...(option.description === undefined ? {} : { description: { type: "plain_text", text: option.description.text } }),
  };
}

/** Slack has no names for the places that are no channels. */
export function channelName(channel: Channel): string {
  if (channel.kind === "im") return "directmessage";
  return channel.kind === "private" ? "privategroup" : channel.name;
}
