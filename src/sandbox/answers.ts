import { elementsOf, object } from "./blocks/check.ts";
import type { Json, JsonObject, UiStateValues } from "./page-api.ts";

/** What somebody fills into one element: the text, the value or values of options, ids of people or files, a date. Null clears it. */
export type Answer = string | readonly string[] | null;

/** Answers by `action_id`. */
export type Answers = Readonly<Record<string, Answer>>;

/**
 * The `view.state.values` of a form in which a person filled in the answers given and left the rest at what it was at first.
 * @throws Error for an answer to an element that the form does not have, or an option that it does not offer
 */
export function stateValues(blocks: readonly JsonObject[], answers: Answers): UiStateValues {
  const found = elementsOf(blocks);
  const known = new Set(found.map(({ element }) => element.action_id));
  const unknown = Object.keys(answers).filter((id) => !known.has(id));
  if (unknown.length > 0)
    throw new Error(`no such element here: ${unknown.join(", ")}; there are: ${[...known].join(", ")}`);
  const values: UiStateValues = {};
  for (const { block, element } of found) {
    if (["button", "overflow", "feedback_buttons", "icon_button"].includes(String(element.type))) continue;
    const blockId = String(block.block_id);
    const actionId = String(element.action_id);
    const answer = answers[actionId];
    const value = answer === undefined ? initialValue(element) : elementValue(element, answer);
    values[blockId] = { ...values[blockId], [actionId]: value };
  }
  return values;
}

/** What Slack sends for an element that holds this answer: its type and `value`, `selected_option` and so on. */
export function elementValue(element: JsonObject, answer: Answer): JsonObject {
  const type = String(element.type);
  const one = Array.isArray(answer) ? answer[0] : answer;
  const single = typeof one === "string" && one !== "" ? one : null;
  const all = answer === null ? [] : typeof answer === "string" ? [answer] : [...answer];
  switch (type) {
    case "static_select":
    case "radio_buttons":
    case "overflow":
    case "external_select":
      return { type, selected_option: single === null ? null : optionOf(element, single) };
    case "multi_static_select":
    case "multi_external_select":
    case "checkboxes":
      return { type, selected_options: all.map((value) => optionOf(element, value)) };
    case "users_select":
      return { type, selected_user: single };
    case "multi_users_select":
      return { type, selected_users: all };
    case "conversations_select":
      return { type, selected_conversation: single };
    case "multi_conversations_select":
      return { type, selected_conversations: all };
    case "channels_select":
      return { type, selected_channel: single };
    case "multi_channels_select":
      return { type, selected_channels: all };
    case "datepicker":
      return { type, selected_date: single };
    case "timepicker":
      return { type, selected_time: single };
    case "datetimepicker":
      return { type, selected_date_time: single === null ? null : Number(single) };
    case "file_input":
      return { type, files: all.map((id) => ({ id })) };
    default:
      return { type, value: single };
  }
}

/** What an element holds before anybody touches it. */
function initialValue(element: JsonObject): JsonObject {
  const empty = elementValue(element, null);
  const initial = Object.entries(element).find(([key]) => key.startsWith("initial_"));
  const key = Object.keys(empty).find((each) => each !== "type");
  return initial === undefined || key === undefined ? empty : { ...empty, [key]: initial[1] };
}

function optionOf(element: JsonObject, value: string): Json {
  const listed = (from: Json | undefined): JsonObject[] =>
    Array.isArray(from) ? from.map(object).filter((each) => each !== null) : [];
  const groups = listed(element.option_groups).flatMap((group) => listed(group.options));
  const option = [...listed(element.options), ...groups].find((each) => each.value === value);
  if (option !== undefined) return option;
  // An external menu's options come from the app: the test that names one has asked for them first.
  if (String(element.type).includes("external"))
    return { text: { type: "plain_text", text: value, emoji: true }, value };
  throw new Error(`${String(element.action_id)} does not offer ${value}`);
}
