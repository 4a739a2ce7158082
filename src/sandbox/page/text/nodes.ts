/** What text becomes before it is drawn: shared by mrkdwn, the `markdown` block and `rich_text`. */
export type Inline =
  | { type: "text"; text: string }
  | { type: "emoji"; name: string; character: string }
  | { type: "bold" | "italic" | "strike" | "underline"; children: Inline[] }
  | { type: "code"; text: string }
  | { type: "link"; url: string; children: Inline[] }
  | { type: "user"; id: string; label: string | null }
  | { type: "channel"; id: string; label: string | null }
  | { type: "usergroup"; id: string; label: string | null }
  | { type: "broadcast"; range: string }
  | { type: "date"; timestamp: number; format: string; url: string | null; fallback: string };

/** A stretch of mrkdwn that stands on its own lines. */
export type TextBlock =
  | { type: "paragraph"; children: Inline[] }
  | { type: "quote"; children: Inline[] }
  | { type: "pre"; text: string };

/** All the text of a tree, as a screen reader or a notification would say it. `nameOf` knows people and channels by id. */
export function plainTextOf(nodes: Inline[], nameOf: (id: string) => string = (id) => id): string {
  return nodes
    .map((node) => {
      switch (node.type) {
        case "text":
        case "code":
          return node.text;
        case "emoji":
          return node.character;
        case "user":
          return `@${node.label ?? nameOf(node.id)}`;
        case "channel":
          return `#${node.label ?? nameOf(node.id)}`;
        case "usergroup":
          return `@${node.label ?? node.id}`;
        case "broadcast":
          return `@${node.range}`;
        case "date":
          return node.fallback;
        default:
          return plainTextOf(node.children, nameOf);
      }
    })
    .join("");
}
