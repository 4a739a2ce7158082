/** The body of an RTF file: its paragraphs, lists and tables, put together from words and text as they come. */
import { tableLine } from "../../table-line.ts";
import { cleanLine } from "../clean.ts";
import type { BodyBlock } from "../docx/body.ts";

type Style = { name: string; outline: number | null };
type Letters = { isBold: boolean; size: number };
type Properties = { style: number; outline: number | null; inTable: boolean; listLevel: number };

export type RtfBody = {
  /** Text of the body, of a list's mark, or of a footnote. */
  text(text: string, place: "body" | "mark" | "note", letters: Letters): void;
  /** A word that concerns paragraphs and tables; others are ignored. */
  word(name: string, value: number | null, place: "body" | "note"): void;
  beginNote(): void;
  endNote(): void;
  beginStyle(): void;
  styleWord(name: string, value: number | null): void;
  styleName(text: string): void;
  finish(): BodyBlock[];
};

/** A body for one file. */
export function createRtfBody(countCells: (count: number) => void): RtfBody {
  const blocks: BodyBlock[] = [];
  const styles = new Map<number, Style>();
  let style: Style = { name: "", outline: null };
  let styleNumber = 0;
  let isParagraphStyle = true;

  let text = "";
  let mark = "";
  let note = "";
  let notes: string[] = [];
  let isBold = true;
  let size = 0;
  let properties: Properties = { style: 0, outline: null, inTable: false, listLevel: 0 };

  let cell: string[] = [];
  let row: string[] = [];
  let rows: string[] = [];

  function endParagraph() {
    const own = text.trim();
    const letters = { isBold: isBold && own !== "", size: size || null };
    const marked = mark.trim();
    const after = notes;
    text = "";
    mark = "";
    notes = [];
    isBold = true;
    size = 0;
    if (properties.inTable) {
      if (own !== "") cell.push(marked === "" ? own : `${marked} ${own}`);
      for (const each of after) cell.push(`(${cleanLine(each)})`);
      return;
    }
    endTable();
    if (own !== "") addParagraph(own, marked, letters);
    for (const each of after) blocks.push({ type: "note", text: each });
  }

  function addParagraph(own: string, marked: string, letters: { isBold: boolean; size: number | null }) {
    const level = headingLevel();
    if (level !== null) {
      const isTitle = level === 0;
      blocks.push({ type: "heading", text: own, level: Math.max(1, level), isTitle, isHidden: false });
    } else if (marked !== "") {
      const number = /^\(?(\d{1,4})[.)]/.exec(marked)?.[1];
      const item = `${"  ".repeat(properties.listLevel)}${number === undefined ? "-" : `${number}.`} ${cleanLine(own)}`;
      const last = blocks.at(-1);
      if (last?.type === "list") last.items.push(item);
      else blocks.push({ type: "list", items: [item], isHidden: false });
    } else blocks.push({ type: "paragraph", text: own, ...letters, isHidden: false });
  }

  /** 1 to 9 for headings, 0 for a title, null for text. */
  function headingLevel(): number | null {
    const { name, outline } = styles.get(properties.style) ?? { name: "", outline: null };
    const named =
      /^(?:heading|überschrift|titre|título|titolo|kop|rubrik|nagłówek|nadpis|заголовок)[ _]?([1-9])/iu.exec(name)?.[1];
    const own = properties.outline ?? outline;
    if (own !== null && own >= 0 && own <= 8) return own + 1;
    if (named !== undefined && own === null) return Number(named);
    return /^(?:title|titel)$/i.test(name) ? 0 : null;
  }

  function endCell() {
    endParagraph();
    row.push(cell.join(" "));
    cell = [];
  }

  function endRow() {
    if (row.some((each) => each.trim() !== "")) {
      countCells(row.length);
      rows.push(tableLine(row));
    }
    row = [];
    cell = [];
  }

  function endTable() {
    if (row.length > 0) endRow();
    // A table of one column is there for its looks.
    if (rows.length > 0 && rows.every((line) => !line.includes(" | "))) {
      for (const line of rows)
        blocks.push({ type: "paragraph", text: line, isBold: false, size: null, isHidden: false });
    } else if (rows.length > 0) blocks.push({ type: "table", text: rows.join("\n"), headerRows: 1 });
    rows = [];
  }

  return {
    text(value, place, letters) {
      if (place === "note") note += value;
      else if (place === "mark") mark += value;
      else {
        text += value;
        if (value.trim() === "") return;
        if (!letters.isBold) isBold = false;
        size = Math.max(size, letters.size);
      }
    },
    word(name, value, place) {
      if (place === "note") {
        if (name === "par") note += "\n";
        return;
      }
      switch (name) {
        case "par":
        case "sect":
          endParagraph();
          break;
        case "pard":
          properties = { style: 0, outline: null, inTable: false, listLevel: 0 };
          break;
        case "s":
          properties.style = value ?? 0;
          break;
        case "outlinelevel":
          properties.outline = value ?? null;
          break;
        case "intbl":
          properties.inTable = true;
          break;
        case "ilvl":
          properties.listLevel = Math.min(8, Math.max(0, value ?? 0));
          break;
        case "cell":
          properties.inTable = true;
          endCell();
          break;
        case "row":
          endRow();
          break;
        case "nestcell":
          endParagraph();
          cell.push("/");
          break;
        case "nestrow":
          if (cell.at(-1) === "/") cell[cell.length - 1] = ";";
          break;
        default:
          break;
      }
    },
    beginNote() {
      note = "";
    },
    endNote() {
      if (note.trim() !== "") notes.push(note.trim());
      note = "";
    },
    beginStyle() {
      style = { name: "", outline: null };
      styleNumber = 0;
      isParagraphStyle = true;
    },
    styleWord(name, value) {
      if (name === "s") styleNumber = value ?? 0;
      else if (name === "cs" || name === "ts" || name === "ds") isParagraphStyle = false;
      else if (name === "outlinelevel") style.outline = value;
    },
    styleName(value) {
      style.name += value;
      const end = style.name.indexOf(";");
      if (end < 0) return;
      // Names may list others after a comma.
      if (isParagraphStyle)
        styles.set(styleNumber, { ...style, name: style.name.slice(0, end).split(",")[0]?.trim() ?? "" });
      style = { name: "", outline: null };
    },
    finish() {
      endParagraph();
      endTable();
      return blocks;
    },
  };
}
