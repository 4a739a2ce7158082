/** What Word, PowerPoint and Excel files share: parts that point to one another by relations. */
import { posix } from "node:path";
import type { Archive } from "./archive.ts";
import { attribute, childElements } from "./xml.ts";

export type Relation = { id: string; type: string; target: string; isExternal: boolean };

/** The relations of a part by their id, targets as names of members; none where it has none. `""` is the package itself. */
export async function readRelations(archive: Archive, part: string): Promise<Map<string, Relation>> {
  const folder = posix.dirname(part);
  const name = posix.join(folder, "_rels", `${posix.basename(part)}.rels`);
  const root = await archive.tree(part === "" ? "_rels/.rels" : name);
  const relations = new Map<string, Relation>();
  for (const element of childElements(root, "Relationship")) {
    const id = attribute(element, "Id");
    const target = attribute(element, "Target");
    if (id === undefined || target === undefined) continue;
    const isExternal = attribute(element, "TargetMode") === "External";
    relations.set(id, {
      id,
      type: (attribute(element, "Type") ?? "").split("/").at(-1) ?? "",
      target: isExternal ? target : partName(archive, folder, target),
      isExternal,
    });
  }
  return relations;
}

/** The part that a package is about; null where the package does not say. */
export async function mainPart(archive: Archive): Promise<string | null> {
  for (const relation of (await readRelations(archive, "")).values()) {
    if (relation.type === "officeDocument" && archive.has(relation.target)) return relation.target;
  }
  return null;
}

/** The first related part of a type (the last word of its address), such as "styles". */
export function relatedPart(archive: Archive, relations: Map<string, Relation>, type: string): string | null {
  for (const relation of relations.values()) {
    if (relation.type === type && !relation.isExternal && archive.has(relation.target)) return relation.target;
  }
  return null;
}

/** The title among a package's core properties. */
export async function packageTitle(archive: Archive): Promise<string | null> {
  const part = relatedPart(archive, await readRelations(archive, ""), "core-properties");
  if (part === null) return null;
  const title = childElements(await archive.tree(part), "title")[0];
  const text =
    title?.children
      .filter((child) => typeof child === "string")
      .join("")
      .trim() ?? "";
  return text === "" ? null : text;
}

function partName(archive: Archive, folder: string, target: string): string {
  const decoded = target.includes("%") ? decodeQuietly(target) : target;
  const resolved = decoded.startsWith("/") ? decoded.slice(1) : posix.normalize(posix.join(folder, decoded));
  if (archive.has(resolved)) return resolved;
  // Some producers differ in case between a name and what points to it.
  const lower = resolved.toLowerCase();
  return archive.names.find((name) => name.toLowerCase() === lower) ?? resolved;
}

function decodeQuietly(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
