/** Writes a list as lines: an item a line, its mark before it, nested items indented by two spaces. */

export type ListWriter = {
  /** A list begins, inside the item that is open: numbered from `start`, or with dashes for null. */
  open(start: number | null): void;
  close(): void;
  /** The next item begins. */
  item(): void;
  /** What follows says what the item means. */
  definition(): void;
  /** Text of the open item. */
  text(text: string): void;
  finish(): string;
};

/** Deeper lists are shown at this depth. */
const deepest = 8;

/** A writer for one list with all that are inside of it. */
export function createListWriter(): ListWriter {
  const lists: { next: number | null }[] = [];
  const lines: string[] = [];
  let mark: string | null = null;
  const indent = () => "  ".repeat(Math.min(deepest, Math.max(0, lists.length - 1)));
  return {
    open(start) {
      lists.push({ next: start });
      mark = null;
    },
    close() {
      lists.pop();
      mark = null;
    },
    item() {
      const list = lists.at(-1);
      if (list === undefined || list.next === null) mark = "- ";
      else {
        mark = `${list.next}. `;
        list.next += 1;
      }
    },
    definition() {
      const last = lines.at(-1);
      if (mark === null && last !== undefined && !last.endsWith(":")) lines[lines.length - 1] = `${last}:`;
    },
    text(text) {
      if (text === "") return;
      const last = lines.at(-1);
      if (mark === null && last !== undefined) lines[lines.length - 1] = `${last} ${text}`;
      else lines.push(`${indent()}${mark ?? "- "}${text}`);
      mark = null;
    },
    finish: () => lines.join("\n"),
  };
}
