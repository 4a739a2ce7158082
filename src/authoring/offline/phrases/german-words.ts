/** Small pieces of German that several tables of phrases share. */

/** "a, b und c". */
export function germanList(items: readonly string[]): string {
  return items.length <= 1 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} und ${items.at(-1) ?? ""}`;
}

/** "a, b oder c". */
export function germanOr(items: readonly string[]): string {
  return items.length <= 1 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} oder ${items.at(-1) ?? ""}`;
}
