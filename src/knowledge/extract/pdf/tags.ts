/** What the structure tree of a tagged page says: which marked content is a heading of which level. */

/** A node as pdf.js gives it. */
type Node = { role?: unknown; children?: unknown; type?: unknown; id?: unknown };

/** The levels of headings by the ids of their marked content. */
export function headingMarks(tree: unknown): Map<string, number> {
  const levels = new Map<string, number>();
  const line: { node: Node; level: number | null; sections: number }[] = isNode(tree)
    ? [{ node: tree, level: null, sections: 0 }]
    : [];
  for (let next = line.pop(); next !== undefined; next = line.pop()) {
    const { node, level, sections } = next;
    if (node.type === "content" && typeof node.id === "string" && level !== null) levels.set(node.id, level);
    const role = typeof node.role === "string" ? node.role : "";
    const inside = sections + (role === "Sect" ? 1 : 0);
    const own = roleLevel(role, inside) ?? level;
    if (Array.isArray(node.children)) {
      for (const child of node.children) if (isNode(child)) line.push({ node: child, level: own, sections: inside });
    }
  }
  return levels;
}

/** H1 to H6, Title, and plain H by how many sections it stands in. */
function roleLevel(role: string, sections: number): number | null {
  const level = /^H([1-6])$/.exec(role)?.[1];
  if (level !== undefined) return Number(level);
  if (role === "Title") return 1;
  return role === "H" ? Math.min(6, Math.max(1, sections)) : null;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null;
}
