/** Whether a message in Slack says what it was rendered to say. */
import type { RenderedMessage } from "../../../src/slack/render/message.ts";
import type { SlackMessage } from "../evidence.ts";

/** Where the two differ, in words; null when they do not. Ids that Slack gives to blocks without one do not count, nor do addresses. */
export function differenceOf(rendered: RenderedMessage, shown: Pick<SlackMessage, "text" | "blocks">): string | null {
  if (withoutAddresses(rendered.text) !== withoutAddresses(shown.text)) {
    return `text ${at(withoutAddresses(rendered.text), withoutAddresses(shown.text))}`;
  }
  return differ(rendered.blocks, shown.blocks, "blocks");
}

const given = new Set(["block_id", "action_id"]);

function differ(wanted: unknown, shown: unknown, path: string): string | null {
  if (typeof wanted === "string" && typeof shown === "string") {
    const [one, other] = [withoutAddresses(wanted), withoutAddresses(shown)];
    return one === other ? null : `${path} ${at(one, other)}`;
  }
  if (!isObject(wanted) || !isObject(shown)) return Object.is(wanted, shown) ? null : `${path} has changed`;
  if (Array.isArray(wanted) && Array.isArray(shown) && wanted.length !== shown.length) {
    return `${path} should have ${wanted.length} parts and has ${shown.length}`;
  }
  const [left, right] = [new Map(Object.entries(wanted)), new Map(Object.entries(shown))];
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    if (given.has(key) && !left.has(key)) continue;
    // What is not said and what is said as the usual are the same.
    if (left.get(key) === undefined && (right.get(key) === false || right.get(key) === true)) continue;
    const difference = differ(left.get(key), right.get(key), `${path}.${key}`);
    if (difference !== null) return difference;
  }
  return null;
}

function at(wanted: string, shown: string): string {
  let index = 0;
  while (index < wanted.length && wanted[index] === shown[index]) index += 1;
  const part = (text: string) => JSON.stringify(text.slice(Math.max(0, index - 10), index + 40));
  return `should be ${part(wanted)} and is ${part(shown)}`;
}

function withoutAddresses(text: string): string {
  return text.replace(/<https?:[^|>]*\|/g, "<|");
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
