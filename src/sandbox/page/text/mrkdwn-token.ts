import { decodeEntities } from "./entities.ts";
import { safeUrl } from "./links.ts";
import type { Inline } from "./nodes.ts";

/**
 * What stands between `<` and `>` in mrkdwn, or null when it is no token of Slack's (then it is text).
 * `parse` reads the label of a link, which may hold emoji and emphasis.
 */
export function readToken(content: string, parse: (source: string) => Inline[]): Inline | null {
  const bar = content.indexOf("|");
  const head = bar < 0 ? content : content.slice(0, bar);
  const label = bar < 0 ? null : content.slice(bar + 1);
  const shown = label === null ? null : decodeEntities(label);
  if (/^@[UWB][A-Z0-9]+$/.test(head)) return { type: "user", id: head.slice(1), label: shown };
  if (/^#[CGD][A-Z0-9]+$/.test(head)) return { type: "channel", id: head.slice(1), label: shown };
  if (head.startsWith("!")) return readSpecial(head.slice(1), shown);
  return readLink(head, label, parse);
}

function readSpecial(head: string, label: string | null): Inline | null {
  if (head === "here" || head === "channel" || head === "everyone") return { type: "broadcast", range: head };
  const group = /^subteam\^([A-Z0-9]+)$/.exec(head);
  if (group !== null) return { type: "usergroup", id: group[1] ?? "", label: label?.replace(/^@/, "") ?? null };
  const date = /^date\^(\d+)\^([^^]+)(?:\^(.+))?$/.exec(head);
  if (date !== null) {
    const link = date[3] === undefined ? null : safeUrl(decodeEntities(date[3]));
    const format = decodeEntities(date[2] ?? "");
    return { type: "date", timestamp: Number(date[1]), format, url: link, fallback: label ?? "" };
  }
  // A special mention that Slack does not know is shown as its label, dead.
  return label === null ? { type: "text", text: `<!${head}>` } : { type: "text", text: label };
}

function readLink(head: string, label: string | null, parse: (source: string) => Inline[]): Inline | null {
  const address = decodeEntities(head);
  if (!/^[a-z][a-z0-9+.-]*:/i.test(address)) return null;
  const url = safeUrl(address);
  if (url === null) return { type: "text", text: label === null ? address : decodeEntities(label) };
  const shown = address.replace(/^(?:mailto|tel):/, "");
  // A label cannot hold another token, but an address in it must not become a link within the link.
  const children: Inline[] =
    label === null || label === "" ? [{ type: "text", text: shown }] : withoutLinks(parse(label));
  return { type: "link", url, children };
}

function withoutLinks(nodes: Inline[]): Inline[] {
  return nodes.flatMap((node) => {
    if (node.type === "link") return withoutLinks(node.children);
    return "children" in node ? [{ ...node, children: withoutLinks(node.children) }] : [node];
  });
}
