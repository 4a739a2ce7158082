/** The shapes of a slide, in their order: titles, text, tables, diagrams. */
import { tableLine } from "../../table-line.ts";
import { cleanLine, cleanProse } from "../clean.ts";
import type { Graphics } from "../graphics.ts";
import { attribute, childElement, childElements, descendants, relationId, textOf, type XmlElement } from "../xml.ts";

export type ShapeBlock =
  | { type: "title" | "paragraph" | "list"; text: string }
  | { type: "table"; text: string; headerRows: number };

/** Placeholders that repeat on every slide. */
const furniture = new Set(["dt", "ftr", "sldNum", "hdr", "sldImg"]);

/** Reads a tree of shapes; `only` leaves out all placeholders but those of one type (the text of notes). */
export function readShapes(
  tree: XmlElement | undefined,
  graphics: Graphics,
  countCells: (count: number) => void,
  only?: string,
): ShapeBlock[] {
  const blocks: ShapeBlock[] = [];

  function read(element: XmlElement) {
    switch (element.name) {
      case "sp":
        readShape(element);
        break;
      case "graphicFrame":
        readFrame(element);
        break;
      case "AlternateContent": {
        const chosen = childElement(element, "Choice") ?? childElement(element, "Fallback");
        for (const child of childElements(chosen)) read(child);
        break;
      }
      case "grpSp":
      case "spTree":
        for (const child of childElements(element)) read(child);
        break;
      default:
        break;
    }
  }

  function readShape(shape: XmlElement) {
    const nonVisual = childElements(shape).find(({ name }) => name === "nvSpPr");
    const placeholder = childElement(childElement(nonVisual, "nvPr"), "ph");
    const type = placeholder === undefined ? undefined : (attribute(placeholder, "type") ?? "obj");
    if (type !== undefined && furniture.has(type)) return;
    if (only !== undefined && type !== only) return;
    const body = childElement(shape, "txBody");
    const lines = paragraphsOf(body);
    if (lines.length === 0) return;
    if (type === "title" || type === "ctrTitle") {
      blocks.push({ type: "title", text: cleanLine(lines.map(({ text }) => text).join(" ")) });
      return;
    }
    // What layouts call "body" and "object" has bullets unless it says otherwise; other shapes have none unless they say so.
    const isBulleted = type === "body" || type === "obj";
    blocks.push(...grouped(lines, isBulleted && lines.length > 1));
  }

  function readFrame(frame: XmlElement) {
    const graphic = childElement(childElement(frame, "graphic"), "graphicData");
    const table = childElement(graphic, "tbl");
    if (table !== undefined) {
      const rows = childElements(table, "tr").map((row) => {
        const cells = childElements(row, "tc");
        countCells(cells.length);
        return cells.map((cell) =>
          paragraphsOf(childElement(cell, "txBody"))
            .map(({ text }) => text)
            .join(" "),
        );
      });
      const filled = rows.filter((row) => row.some((cell) => cell.trim() !== ""));
      if (filled.length > 0) blocks.push({ type: "table", text: filled.map(tableLine).join("\n"), headerRows: 1 });
    }
    for (const [name, reference] of [
      ["relIds", "dm"],
      ["chart", "id"],
    ] as const) {
      const id = relationId(childElement(graphic, name) ?? { name, attributes: {}, children: [] }, reference);
      for (const block of graphics.get(id ?? "") ?? []) {
        blocks.push(block.type === "list" ? { type: "list", text: block.items.join("\n") } : block);
      }
    }
  }

  if (tree !== undefined) read(tree);
  return blocks;
}

type Line = { text: string; level: number; bullet: "none" | "mark" | "number" | null };

function paragraphsOf(body: XmlElement | undefined): Line[] {
  const lines: Line[] = [];
  for (const paragraph of childElements(body, "p")) {
    let text = "";
    for (const part of childElements(paragraph)) {
      if (part.name === "r" || part.name === "fld") text += textOf(childElement(part, "t"));
      else if (part.name === "br") text += "\n";
      else if (part.name !== "pPr" && part.name !== "endParaRPr")
        text += [...descendants(part, "t")].map(textOf).join("");
    }
    const properties = childElement(paragraph, "pPr");
    const has = (name: string) => childElement(properties, name) !== undefined;
    const clean = cleanProse(text);
    if (clean === "") continue;
    const level = Math.min(8, Math.max(0, Number(attribute(properties, "lvl") ?? 0) || 0));
    const bullet = has("buNone")
      ? "none"
      : has("buAutoNum")
        ? "number"
        : has("buChar") || has("buBlip")
          ? "mark"
          : null;
    lines.push({ text: clean, level, bullet });
  }
  return lines;
}

/** Paragraphs with bullets that follow one another are one list; the others stand alone. */
function grouped(lines: readonly Line[], isBulleted: boolean): ShapeBlock[] {
  const blocks: ShapeBlock[] = [];
  let number = 0;
  for (const { text, level, bullet } of lines) {
    const isItem = bullet === "mark" || bullet === "number" || (bullet === null && (isBulleted || level > 0));
    const last = blocks.at(-1);
    if (!isItem) {
      number = 0;
      blocks.push({ type: "paragraph", text });
      continue;
    }
    number = bullet === "number" && level === 0 ? number + 1 : number;
    const item = `${"  ".repeat(level)}${bullet === "number" && level === 0 ? `${number}. ` : "- "}${cleanLine(text)}`;
    if (last?.type === "list") last.text += `\n${item}`;
    else blocks.push({ type: "list", text: item });
  }
  return blocks;
}
