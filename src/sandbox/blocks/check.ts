import { z } from "zod";
import { invalid, SlackError } from "../errors.ts";
import type { Ids } from "../ids.ts";
import { messageLimits, viewLimits } from "../limits.ts";
import type { Json, JsonObject } from "../page-api.ts";
import { messageBlock, viewBlock } from "./blocks.ts";

const jsonObject = z.record(z.string(), z.json());
const jsonObjects = z.array(jsonObject);

export type Place = "message" | "modal" | "home";

/**
 * Checks the blocks of a message and gives those that came without an id one, as Slack does.
 * @throws SlackError `invalid_blocks`, `msg_blocks_too_long`
 */
export function readMessageBlocks(raw: unknown, ids: Ids): JsonObject[] {
  const problems = blockProblems(raw, "message", "/blocks");
  if (problems.length > 0) throw invalid("invalid_blocks", problems);
  const blocks = withIds(jsonObjects.parse(raw), ids);
  if (textLength(blocks) > messageLimits.blocksText) throw new SlackError("msg_blocks_too_long");
  return blocks;
}

/** Everything that is wrong with these blocks, in Slack's words; empty when they are right. */
export function blockProblems(raw: unknown, place: Place, pointer: string): string[] {
  const longest = place === "message" ? messageLimits.blocks : viewLimits.blocks;
  const schema = z.array(place === "message" ? messageBlock : viewBlock).max(longest);
  const checked = schema.safeParse(raw, { reportInput: true });
  if (!checked.success) return checked.error.issues.flatMap((issue) => issueTexts(issue, pointer));
  const blocks = jsonObjects.parse(raw);
  const problems = [...duplicates(blocks, pointer)];
  blocks.forEach((block, index) => {
    const element = object(block.element);
    if (element?.type === "file_input" && place !== "modal") {
      problems.push(`[ERROR] unsupported type: file_input [json-pointer:${pointer}/${index}/element]`);
    }
  });
  if (blocks.filter(({ type }) => type === "table").length > messageLimits.tables) {
    problems.push(`[ERROR] only one table allowed [json-pointer:${pointer}]`);
  }
  const markdown = blocks.filter(({ type }) => type === "markdown");
  if (textLength(markdown) > messageLimits.markdownText) {
    problems.push(`[ERROR] markdown blocks must be less than ${messageLimits.markdownText + 1} characters together`);
  }
  return problems;
}

/** Fills in the block and action ids that are missing. */
export function withIds(blocks: readonly JsonObject[], ids: Ids): JsonObject[] {
  const interactive = (value: Json | undefined): Json => {
    const element = object(value);
    const text = element?.type === "mrkdwn" || element?.type === "plain_text" || element?.type === "image";
    if (element === null || text || element.action_id !== undefined) return value ?? null;
    return { ...element, action_id: ids.short() };
  };
  return blocks.map((block) => {
    const copy: JsonObject = { ...block, block_id: block.block_id ?? ids.short() };
    if (block.type === "actions" || block.type === "context_actions")
      copy.elements = array(block.elements).map(interactive);
    if (block.accessory !== undefined) copy.accessory = interactive(block.accessory);
    if (block.element !== undefined) copy.element = interactive(block.element);
    return copy;
  });
}

/** All that a reader sees of these blocks, in characters. */
export function textLength(value: Json): number {
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + textLength(each), 0);
  if (value === null || typeof value !== "object") return 0;
  return Object.entries(value).reduce(
    (sum, [key, each]) => sum + (key === "text" && typeof each === "string" ? each.length : textLength(each)),
    0,
  );
}

/** The interactive elements of blocks, each with the block it stands in. */
export function elementsOf(blocks: readonly JsonObject[]): { block: JsonObject; element: JsonObject }[] {
  return blocks.flatMap((block) => {
    const values = [
      ...array(block.type === "context" || block.type === "rich_text" ? [] : block.elements),
      block.accessory,
      block.element,
    ];
    return values.flatMap((value) => {
      const element = object(value);
      return element === null || element.action_id === undefined ? [] : [{ block, element }];
    });
  });
}

/** The problems that zod found, in the words of Slack's validator. */
export function issueTexts(issue: z.core.$ZodIssue, pointer: string): string[] {
  const at = (path: readonly PropertyKey[]) => `[json-pointer:${[pointer, ...path.map(String)].join("/")}]`;
  const here = at(issue.path);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => `[ERROR] invalid additional property: ${key} ${here}`);
    case "invalid_type":
      if (!issue.message.endsWith("received undefined")) return [`[ERROR] must provide a ${issue.expected} ${here}`];
      return [`[ERROR] missing required field: ${String(issue.path.at(-1) ?? "")} ${at(issue.path.slice(0, -1))}`];
    case "too_big":
      if (issue.origin === "string")
        return [`[ERROR] must be less than ${Number(issue.maximum) + 1} characters ${here}`];
      if (issue.origin === "array") return [`[ERROR] no more than ${issue.maximum} items allowed ${here}`];
      return [`[ERROR] must be at most ${issue.maximum} ${here}`];
    case "too_small":
      if (issue.origin === "string")
        return [`[ERROR] must be more than ${Number(issue.minimum) - 1} characters ${here}`];
      if (issue.origin === "array") return [`[ERROR] no fewer than ${issue.minimum} items allowed ${here}`];
      return [`[ERROR] must be at least ${issue.minimum} ${here}`];
    case "invalid_value":
      return [`[ERROR] must be one of: ${issue.values.map(String).join(", ")} ${here}`];
    case "invalid_union": {
      if (issue.discriminator === undefined) return [`[ERROR] failed to match all allowed schemas ${here}`];
      const type = object(jsonOf(issue.input))?.type;
      return [`[ERROR] unsupported type: ${String(type)} ${here}`];
    }
    default:
      return [`[ERROR] ${issue.message} ${here}`];
  }
}

function duplicates(blocks: readonly JsonObject[], pointer: string): string[] {
  const problems: string[] = [];
  const blockIds = new Set<Json>();
  blocks.forEach((block, index) => {
    const at = `${pointer}/${index}`;
    if (block.block_id !== undefined) {
      if (blockIds.has(block.block_id))
        problems.push(`[ERROR] block_id already exists: ${block.block_id} [json-pointer:${at}/block_id]`);
      blockIds.add(block.block_id);
    }
    const actionIds = elementsOf([block]).map(({ element }) => element.action_id);
    if (new Set(actionIds).size < actionIds.length)
      problems.push(`[ERROR] action_id already exists in this block [json-pointer:${at}]`);
  });
  return problems;
}

function array(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

/** The value when it is a JSON object, else null. */
export function object(value: Json | undefined): JsonObject | null {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? value : null;
}

function jsonOf(value: unknown): Json {
  return z.json().catch(null).parse(value);
}
