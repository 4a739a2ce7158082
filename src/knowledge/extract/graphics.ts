/** Diagrams and charts in office files: the words in them, as blocks that stand where they are shown. */
import { tableLine } from "../table-line.ts";
import type { Archive } from "./archive.ts";
import { cleanLine } from "./clean.ts";
import type { Relation } from "./ooxml.ts";
import { attribute, childElement, childElements, descendants, textOf, type XmlElement } from "./xml.ts";

export type GraphicBlock =
  | { type: "list"; items: string[]; isHidden: false }
  | { type: "table"; text: string; headerRows: number };
/** By the relation that shows them. */
export type Graphics = ReadonlyMap<string, GraphicBlock[]>;

/** Reads all diagrams (SmartArt) and charts that a part refers to. One that cannot be read is left out. */
export async function readGraphics(archive: Archive, relations: Map<string, Relation>): Promise<Graphics> {
  const graphics = new Map<string, GraphicBlock[]>();
  for (const { id, type, target, isExternal } of relations.values()) {
    if (isExternal || (type !== "diagramData" && type !== "chart") || graphics.size >= 500) continue;
    const root = await archive.tree(target);
    const block = type === "chart" ? chartTable(root) : diagramList(root);
    if (block !== null) graphics.set(id, [block]);
  }
  return graphics;
}

function diagramList(root: XmlElement | null): GraphicBlock | null {
  const items: string[] = [];
  for (const point of descendants(root, "pt")) {
    if (/^(?:pres|parTrans|sibTrans)$/.test(attribute(point, "type") ?? "")) continue;
    const paragraphs = [...descendants(childElement(point, "t"), "p")];
    const text = cleanLine(paragraphs.map((paragraph) => textOf(paragraph)).join(" "));
    if (text !== "") items.push(`- ${text}`);
  }
  return items.length === 0 ? null : { type: "list", items, isHidden: false };
}

const mostPoints = 500;

/** A chart's own copy of its numbers: a row a category, a column a series. */
function chartTable(root: XmlElement | null): GraphicBlock | null {
  const title = cleanLine(
    [...descendants(childElement(childElement(root, "chart"), "title"), "t")].map(textOf).join(" "),
  );
  const series = [...descendants(root, "ser")].slice(0, 50).map((element) => ({
    name: [...points(childElement(element, "tx"))].map(([, value]) => value).join(" "),
    categories: points(childElement(element, "cat") ?? childElement(element, "xVal")),
    values: points(childElement(element, "val") ?? childElement(element, "yVal")),
  }));
  if (series.length === 0) return title === "" ? null : { type: "list", items: [`- ${title}`], isHidden: false };
  const categories = new Map(series.flatMap(({ categories: own }) => [...own]));
  const indexes = [...new Set(series.flatMap(({ values }) => [...values.keys()]))].slice(0, mostPoints);
  const header = tableLine([title, ...series.map(({ name }) => name)]);
  const rows = indexes.map((index) =>
    tableLine([categories.get(index) ?? String(index + 1), ...series.map(({ values }) => values.get(index) ?? "")]),
  );
  return { type: "table", text: [header, ...rows].join("\n"), headerRows: 1 };
}

function points(element: XmlElement | undefined): Map<number, string> {
  const found = new Map<number, string>();
  for (const point of descendants(element, "pt")) {
    const index = Number(attribute(point, "idx") ?? found.size);
    const value = childElements(point, "v")[0];
    if (value !== undefined && found.size < mostPoints) found.set(index, textOf(value));
  }
  return found;
}
