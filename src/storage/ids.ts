/** Ids of our own: lower case letters and digits, so that they are safe in keys, file names, links and Slack's metadata. */
import { customAlphabet } from "nanoid";

const sixteen = customAlphabet("0123456789abcdefghijkmnopqrstuvwxyz", 16);

/** A new id such as `course_4f0k…`. Sixteen characters: 82 random bits. */
export function newId(kind: "course" | "request" | "document"): string {
  return `${kind}_${sixteen()}`;
}
