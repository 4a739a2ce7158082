import type { JsonObject } from "../../page-api.ts";
import { objectsOf, stringOf } from "../json.ts";

/**
 * Names for blocks that stay the same from one edit to the next, so that what is drawn is kept: a button under the pointer
 * or the focus must not be replaced because a section above it grew. A `block_id` cannot serve: Slack invents a new one at
 * each edit where the app gave none. Inputs do go by theirs, since what was typed belongs to it.
 */
export function blockKeys(blocks: JsonObject[]): string[] {
  const seen = new Map<string, number>();
  return blocks.map((block) => {
    const name = nameOf(block);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return `${name} ${count}`;
  });
}

function nameOf(block: JsonObject): string {
  const type = stringOf(block.type);
  if (type === "input") return `${type} ${stringOf(block.block_id)}`;
  const elements = objectsOf([block.accessory ?? null, ...objectsOf(block.elements)]);
  const actions = elements.map((element) => stringOf(element.action_id)).filter((id) => id !== "");
  return [type, ...actions].join(" ");
}
