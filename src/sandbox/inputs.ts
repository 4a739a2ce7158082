import { object } from "./blocks/check.ts";
import { elementLimits, fileLimits } from "./limits.ts";
import type { Json, JsonObject, UiStateValues } from "./page-api.ts";
import type { StoredFile } from "./state.ts";

/**
 * What Slack's client checks before it sends a modal: required inputs, lengths, numbers, addresses, sizes of files.
 * Answers a message by block, or null when all is well.
 */
export function missingInputs(
  blocks: readonly JsonObject[],
  values: UiStateValues,
  files: ReadonlyMap<string, StoredFile>,
): { [blockId: string]: string } | null {
  const problems: { [blockId: string]: string } = {};
  for (const block of blocks) {
    const element = object(block.element);
    if (block.type !== "input" || element === null) continue;
    const blockId = String(block.block_id);
    const value = values[blockId]?.[String(element.action_id)] ?? {};
    const problem = isEmpty(value) ? requirement(block) : wrong(element, value, files);
    if (problem !== null) problems[blockId] = problem;
  }
  return Object.keys(problems).length === 0 ? null : problems;
}

function requirement({ optional }: JsonObject): string | null {
  return optional === true ? null : "Please complete this required field.";
}

/** Whether a person left an element alone: its value has nothing but its type. */
function isEmpty(value: JsonObject): boolean {
  const nothing = (each: Json) => each === null || each === "" || (Array.isArray(each) && each.length === 0);
  return Object.entries(value).every(([key, each]) => key === "type" || nothing(each));
}

function wrong(element: JsonObject, value: JsonObject, files: ReadonlyMap<string, StoredFile>): string | null {
  const text = typeof value.value === "string" ? value.value : "";
  switch (element.type) {
    case "plain_text_input": {
      const longest = Number(element.max_length ?? elementLimits.inputLength);
      if (text.length < Number(element.min_length ?? 0))
        return `Please enter at least ${element.min_length} characters.`;
      return text.length > longest ? `Please enter at most ${longest} characters.` : null;
    }
    case "number_input": {
      const number = Number(text);
      if (Number.isNaN(number)) return "Please enter a number.";
      if (element.is_decimal_allowed === false && !Number.isInteger(number)) return "Please enter a whole number.";
      if (number < Number(element.min_value ?? Number.NEGATIVE_INFINITY))
        return `Please enter ${element.min_value} or more.`;
      return number > Number(element.max_value ?? Number.POSITIVE_INFINITY)
        ? `Please enter ${element.max_value} or less.`
        : null;
    }
    case "url_text_input":
      return URL.canParse(text) ? null : "Please enter a valid URL.";
    case "email_text_input":
      return /^\S+@\S+\.\S+$/.test(text) ? null : "Please enter a valid email address.";
    case "file_input": {
      const chosen = Array.isArray(value.files)
        ? value.files.flatMap((each) => files.get(String(object(each)?.id)) ?? [])
        : [];
      const most = Number(element.max_files ?? elementLimits.files);
      if (chosen.length > most) return `Please choose at most ${most} files.`;
      return chosen.some(({ bytes }) => bytes.length > fileLimits.inputBytes)
        ? "Files may weigh at most 10 MB each."
        : null;
    }
    default:
      return null;
  }
}
