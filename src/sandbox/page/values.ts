import type { Json, JsonObject, UiFile, UiStateValues } from "../page-api.ts";
import { isObject, numberOf, objectOf, objectsOf, stringOf, stringsOf } from "./json.ts";

/** A stateful element and where it stands. */
type Placed = { blockId: string; element: JsonObject; inputBlock: JsonObject | null };

/** What a person has typed or chosen so far: block_id → action_id → value in Slack's shape. */
export type Edits = UiStateValues;

/** The id of a block; Slack gives one to each block that has none, and so does the server. */
export function blockIdOf(block: JsonObject, index: number): string {
  return stringOf(block.block_id) || `block-${index}`;
}

/** All elements of these blocks whose value Slack reports in `state.values`. */
function statefulElements(blocks: JsonObject[]): Placed[] {
  return blocks.flatMap((block, index) => {
    const inputBlock = block.type === "input" ? block : null;
    const candidates =
      block.type === "input"
        ? objectsOf([block.element ?? null])
        : block.type === "section"
          ? objectsOf([block.accessory ?? null])
          : block.type === "actions"
            ? objectsOf(block.elements)
            : [];
    return candidates
      .filter((element) => emptyValue(element) !== null)
      .map((element) => ({ blockId: blockIdOf(block, index), element, inputBlock }));
  });
}

/** `view.state.values`: what was typed, else what the element started with, for every stateful element that is shown now. */
export function collectValues(blocks: JsonObject[], edits: Edits): UiStateValues {
  const values: UiStateValues = {};
  for (const { blockId, element } of statefulElements(blocks)) {
    const ofBlock = values[blockId] ?? {};
    ofBlock[stringOf(element.action_id)] = presentValue(blockId, element, edits);
    values[blockId] = ofBlock;
  }
  return values;
}

/** The present value of one element. */
export function presentValue(blockId: string, element: JsonObject, edits: Edits): JsonObject {
  const edited = edits[blockId]?.[stringOf(element.action_id)];
  return edited !== undefined && edited.type === element.type ? edited : initialValue(element);
}

/** These edits with one more value. */
export function withValue(edits: Edits, blockId: string, actionId: string, value: JsonObject): Edits {
  return { ...edits, [blockId]: { ...edits[blockId], [actionId]: value } };
}

/** The value an element has before anyone touched it. */
function initialValue(element: JsonObject): JsonObject {
  const empty = emptyValue(element) ?? { type: element.type ?? null };
  const initial: JsonObject = {};
  for (const [from, to] of INITIALS) {
    const value = element[from];
    if (value !== undefined && value !== null && to in empty) initial[to] = value;
  }
  const typed = initial.value;
  return { ...empty, ...initial, ...(typed === undefined ? {} : { value: String(typed) }) };
}

const INITIALS: [string, string][] = [
  ["initial_value", "value"],
  ["initial_option", "selected_option"],
  ["initial_options", "selected_options"],
  ["initial_date", "selected_date"],
  ["initial_time", "selected_time"],
  ["initial_date_time", "selected_date_time"],
  ["initial_user", "selected_user"],
  ["initial_users", "selected_users"],
  ["initial_conversation", "selected_conversation"],
  ["initial_conversations", "selected_conversations"],
  ["initial_channel", "selected_channel"],
  ["initial_channels", "selected_channels"],
];

/** The empty value of a stateful element as Slack writes it; null for elements without a state, such as buttons. */
function emptyValue(element: JsonObject): JsonObject | null {
  const type = stringOf(element.type);
  switch (type) {
    case "plain_text_input":
    case "number_input":
    case "email_text_input":
    case "url_text_input":
      return { type, value: null };
    case "static_select":
    case "external_select":
    case "radio_buttons":
      return { type, selected_option: null };
    case "multi_static_select":
    case "multi_external_select":
    case "checkboxes":
      return { type, selected_options: [] };
    case "users_select":
      return { type, selected_user: null };
    case "multi_users_select":
      return { type, selected_users: [] };
    case "conversations_select":
      return { type, selected_conversation: null };
    case "multi_conversations_select":
      return { type, selected_conversations: [] };
    case "channels_select":
      return { type, selected_channel: null };
    case "multi_channels_select":
      return { type, selected_channels: [] };
    case "datepicker":
      return { type, selected_date: null };
    case "timepicker":
      return { type, selected_time: null };
    case "datetimepicker":
      return { type, selected_date_time: null };
    case "file_input":
      return { type, files: [] };
    default:
      return null;
  }
}

/** A file as it stands in a file_input's value. */
export function fileValue(file: UiFile): JsonObject {
  const { id, name, title, mimetype, size, user } = file;
  return { id, name, title, mimetype, size, user };
}

/**
 * What Slack's own client refuses before it sends a view: empty required inputs, too short or too long text, numbers out
 * of range. block_id → sentence; empty when the view may go.
 */
export function findInputErrors(blocks: JsonObject[], edits: Edits): { [blockId: string]: string } {
  const errors: { [blockId: string]: string } = {};
  for (const { blockId, element, inputBlock } of statefulElements(blocks)) {
    if (inputBlock === null) continue;
    const value = presentValue(blockId, element, edits);
    const problem = isEmpty(value) ? emptyProblem(inputBlock) : textProblem(element, stringOf(value.value));
    if (problem !== null) errors[blockId] = problem;
  }
  return errors;
}

function emptyProblem(block: JsonObject): string | null {
  return block.optional === true ? null : "Please complete this required field.";
}

function isEmpty(value: JsonObject): boolean {
  return Object.entries(value).every(([key, part]) => {
    if (key === "type") return true;
    if (Array.isArray(part)) return part.length === 0;
    return part === null || (typeof part === "string" && part.trim() === "");
  });
}

function textProblem(element: JsonObject, text: string): string | null {
  const type = stringOf(element.type);
  const least = numberOf(element.min_length);
  const most = numberOf(element.max_length);
  if (type === "plain_text_input" && least !== null && text.length < least) {
    return `Please enter at least ${least} characters.`;
  }
  if (type === "plain_text_input" && most !== null && text.length > most) {
    return `Please enter at most ${most} characters.`;
  }
  if (type === "number_input") return numberProblem(element, text);
  if (type === "url_text_input" && !/^https?:\/\/[^\s.]+\.[^\s]+$/i.test(text)) return "Please enter a valid URL.";
  if (type === "email_text_input" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) {
    return "Please enter a valid email address.";
  }
  return null;
}

function numberProblem(element: JsonObject, text: string): string | null {
  const number = numberOf(text);
  if (number === null) return "Please enter a valid number.";
  if (element.is_decimal_allowed !== true && !Number.isInteger(number)) return "Please enter a whole number.";
  const least = numberOf(element.min_value);
  const most = numberOf(element.max_value);
  if (least !== null && number < least) return `Please enter a number of at least ${least}.`;
  return most !== null && number > most ? `Please enter a number of at most ${most}.` : null;
}

/** The chosen option's `value`, or "". */
export function chosenValue(option: Json | undefined): string {
  return isObject(option) ? stringOf(objectOf(option).value) : "";
}

/** The ids that a users, conversations or channels value holds. */
export function chosenIds(value: JsonObject, single: string, several: string): string[] {
  const one = stringOf(value[single]);
  return one === "" ? stringsOf(value[several]) : [one];
}
