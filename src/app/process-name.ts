/** What a process is called where several share a database. */
import { hostname } from "node:os";
import { nanoid } from "nanoid";

/** Another name each time: whoever holds something under it is told apart from all others that ever ran. */
export function newOwner(): string {
  return `${hostname()}-${process.pid}-${nanoid(6)}`;
}
