/** The text of a Word paragraph: insertions kept, deletions left out, fields by their results. */
import { attribute, childElement, childElements, relationId, textOf, type XmlElement } from "../xml.ts";
import { runSwitch, type Styles } from "./styles.ts";

export type ParagraphText = {
  text: string;
  /** What hangs on the paragraph and is read after it: contents of text boxes, ids of notes, relations of diagrams and charts. */
  boxes: XmlElement[];
  notes: { kind: "footnotes" | "endnotes"; id: string }[];
  graphics: string[];
  comments: number;
  /** Every letter of it is bold, or hidden. */
  isBold: boolean;
  isHidden: boolean;
  /** The largest size of its letters, in half points; null where the style decides. */
  size: number | null;
};

// Tracked deletions, what was moved away, instructions of fields, phonetic guides, and properties.
const leftOut = new Set([
  "del",
  "moveFrom",
  "instrText",
  "delText",
  "delInstrText",
  "rt",
  "pPr",
  "rPr",
  "sectPr",
  "sdtPr",
  "tblPr",
  "fldData",
]);
// The letters of Wingdings that forms are made of.
const symbols: Readonly<Record<string, string>> = {
  F0FC: "✓",
  F0FE: "☒",
  F0A8: "☐",
  F06F: "☐",
  F0A7: "▪",
  F0B7: "•",
  F0E0: "→",
};

/** Reads a paragraph. `styleBold` and `styleHidden` are what its style says of letters that say nothing themselves. */
export function readParagraph(
  paragraph: XmlElement,
  styles: Styles,
  style: { isBold: boolean; isHidden: boolean },
): ParagraphText {
  const found: ParagraphText = {
    text: "",
    boxes: [],
    notes: [],
    graphics: [],
    comments: 0,
    isBold: true,
    isHidden: false,
    size: null,
  };
  const visible: string[] = [];
  const hidden: string[] = [];

  function run(element: XmlElement) {
    const properties = childElement(element, "rPr");
    const characterStyle = attribute(childElement(properties, "rStyle"), "val");
    const isHidden = runSwitch(properties, "vanish") ?? (style.isHidden || styles.isHiddenCharacter(characterStyle));
    const isBold = runSwitch(properties, "b") ?? style.isBold;
    const size = Number(attribute(childElement(properties, "sz"), "val") ?? 0);
    const before = visible.length;
    walk(element, isHidden ? hidden : visible);
    if (visible.length === before || visible.slice(before).join("").trim() === "") return;
    if (!isBold) found.isBold = false;
    if (size > 0) found.size = Math.max(found.size ?? 0, size);
  }

  function walk(element: XmlElement, into: string[]) {
    for (const child of element.children) {
      if (typeof child === "string" || leftOut.has(child.name)) continue;
      switch (child.name) {
        case "r":
          // Runs of a formula have their own kind of run inside.
          run(child);
          break;
        case "t":
          into.push(textOf(child));
          break;
        case "tab":
        case "ptab":
          into.push(" ");
          break;
        case "br":
        case "cr":
          into.push("\n");
          break;
        case "noBreakHyphen":
          into.push("-");
          break;
        case "sym":
          into.push(symbols[attribute(child, "char")?.toUpperCase() ?? ""] ?? "");
          break;
        case "AlternateContent":
          walk({ ...child, children: [childElement(child, "Choice") ?? childElement(child, "Fallback") ?? ""] }, into);
          break;
        case "txbxContent":
          found.boxes.push(child);
          break;
        case "footnoteReference":
          note("footnotes", child);
          break;
        case "endnoteReference":
          note("endnotes", child);
          break;
        case "commentReference":
          found.comments += 1;
          break;
        case "relIds":
          found.graphics.push(relationId(child, "dm") ?? "");
          break;
        case "chart":
          found.graphics.push(relationId(child) ?? "");
          break;
        case "f":
          fraction(child, into);
          break;
        case "sup":
        case "sub":
          into.push(child.name === "sup" ? "^" : "_");
          walk(child, into);
          break;
        default:
          walk(child, into);
      }
    }
  }

  function fraction(element: XmlElement, into: string[]) {
    for (const [index, part] of childElements(element)
      .filter(({ name }) => name === "num" || name === "den")
      .entries()) {
      if (index > 0) into.push("/");
      walk(part, into);
    }
  }

  function note(kind: "footnotes" | "endnotes", reference: XmlElement) {
    const id = attribute(reference, "id");
    if (id !== undefined) found.notes.push({ kind, id });
  }

  walk(paragraph, visible);
  found.text = visible.join("");
  if (found.text.trim() === "" && hidden.length > 0) {
    found.text = hidden.join("");
    found.isHidden = true;
  }
  if (found.text.trim() === "") found.isBold = false;
  return found;
}
