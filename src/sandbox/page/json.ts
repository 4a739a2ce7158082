import type { Json, JsonObject } from "../page-api.ts";

/**
 * Readers for Block Kit JSON. What a bot sends is checked by the server, yet optional fields and newer kinds of blocks come
 * through: every reader answers something usable instead of throwing, so that one odd block never blanks the page.
 */

/** The object at this place, or an empty one. */
export function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** Whether something is a JSON object (not a list, not null). */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The objects of a list; whatever else stands in it is left out. */
export function objectsOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The string at this place, or "". */
export function stringOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

/** The strings of a list. */
export function stringsOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : [];
}

/** The number at this place (a numeric string counts, as in Slack's number inputs), or null. */
export function numberOf(value: Json | undefined): number | null {
  if (typeof value === "number") return value;
  if (typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value))) return Number(value);
  return null;
}

/** The `text` of a text object, as it was sent. */
export function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : stringOf(objectOf(value).text);
}
