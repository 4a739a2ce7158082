/** Markup of pages and books to blocks, read event by event: no tree is built, so a deep or long page costs no more than its text. */
import { Parser } from "htmlparser2";
import type { BlockType } from "../../blocks.ts";
import { cleanLine } from "../clean.ts";
import { tooLarge } from "../failures.ts";
import {
  type Attributes,
  blockElements,
  headingLevel,
  isMarginal,
  isUnseen,
  silentElements,
  surrounding,
} from "./elements.ts";
import { createListWriter, type ListWriter } from "./lists.ts";
import { createTableWriter, type TableWriter } from "./tables.ts";

/** A block of markup, with where on the page it stood. */
export type MarkupBlock = {
  type: BlockType;
  text: string;
  level?: number;
  headerRows?: number;
  /** Inside of what the page itself calls its main content. */
  inMain: boolean;
  /** Around the content: by the meaning of its elements, or by what classes and a wealth of links make likely. */
  around: "tag" | "class" | null;
};

export type MarkupReading = {
  /** The `<title>`. */
  onTitle(text: string): void;
  onBlock(block: MarkupBlock): void;
  /** XHTML: an element may close itself. */
  isXml: boolean;
  /** A page of the web, which has things around its content; a book's chapter has none. */
  isPage: boolean;
  countCells(count: number): void;
};

/** A browser's own limit is near 500; pages that never close their `<font>` get far beyond it. */
const deepest = 10_000;

/** Reads markup to its end. Throws `document_too_large` for elements inside one another beyond any page's need. */
export function readMarkup(markup: string, reading: MarkupReading): void {
  let inline = "";
  let silence = 0;
  let preformatted = 0;
  let title: string | null = null;
  let heading: { level: number; depth: number } | null = null;
  let list: ListWriter | null = null;
  const tables: TableWriter[] = [];
  const mains: number[] = [];
  const articles: number[] = [];
  const surroundings: { depth: number; kind: "tag" | "class" }[] = [];
  /** What closes with the element at each depth: set only where something does. */
  const closing = new Map<number, () => void>();
  let depth = 0;
  let links = 0;
  /** Of the outermost list: characters in all, and of links. */
  let listed = { all: 0, links: 0 };

  function emit(block: Pick<MarkupBlock, "type" | "text" | "level" | "headerRows">) {
    if (block.text.trim() === "") return;
    const table = tables.at(-1);
    if (table !== undefined) return table.add(block);
    const isAroundByTag = surroundings.some(({ kind }) => kind === "tag");
    const isMenu = reading.isPage && block.type === "list" && isListOfLinks(block.text, listed);
    const around = isAroundByTag ? "tag" : surroundings.length > 0 || isMenu ? "class" : null;
    reading.onBlock({ ...block, inMain: mains.length > 0 || articles.length > 0, around });
  }

  function flush() {
    const text = inline;
    inline = "";
    if (preformatted > 0) return void emit({ type: "code", text: text.replace(/^\n/, "") });
    const prose = text.trim();
    if (prose === "") return;
    if (heading !== null) emit({ type: "heading", text: cleanLine(prose), level: heading.level });
    else if (list !== null) list.text(cleanLine(prose));
    else emit({ type: "paragraph", text: prose });
  }

  function open(name: string, attributes: Attributes) {
    depth += 1;
    if (depth > deepest) throw tooLarge("depth", deepest);
    if (silence > 0 || silentElements.has(name) || isUnseen(attributes) || isLeftOut(name, attributes)) {
      silence += 1;
      closing.set(depth, () => {
        silence -= 1;
      });
      return;
    }
    if (name === "br") inline += "\n";
    if (name === "title" && title === null) {
      title = "";
      closing.set(depth, () => {
        reading.onTitle(cleanLine(title ?? ""));
        title = null;
      });
      return;
    }
    if (name === "a") {
      links += 1;
      closing.set(depth, () => {
        links -= 1;
      });
    }
    const isInContent = mains.length > 0 || articles.length > 0;
    const isBlock = blockElements.has(name);
    const place = reading.isPage && isBlock ? surrounding(name, attributes, isInContent) : null;
    if (place !== null) {
      flush();
      surroundings.push({ depth, kind: place });
      closing.set(depth, () => {
        flush();
        surroundings.pop();
      });
    }
    const level = headingLevel(name, attributes);
    if (isBlock || level !== null) openBlock(name, attributes, level);
    else if (name === "img" && inline === "" && attributes.alt !== undefined && heading !== null)
      inline += attributes.alt;
  }

  function isLeftOut(name: string, attributes: Attributes): boolean {
    return reading.isPage && !blockElements.has(name) && isMarginal(name, attributes);
  }

  function openBlock(name: string, attributes: Attributes, level: number | null) {
    flush();
    if (level !== null && list === null && heading === null) {
      const own = { level, depth };
      heading = own;
      atClose(() => {
        flush();
        if (heading === own) heading = null;
      });
      return;
    }
    const isMain = name === "main" || attributes.role === "main";
    if (isMain || name === "article") {
      const marks = isMain ? mains : articles;
      marks.push(depth);
      atClose(() => {
        flush();
        marks.pop();
      });
      return;
    }
    if (name === "pre") {
      preformatted += 1;
      atClose(() => {
        flush();
        preformatted -= 1;
      });
      return;
    }
    if (name === "ul" || name === "ol" || name === "dl" || name === "menu" || name === "dir")
      openList(name, attributes);
    else if (name === "li" || name === "dt") list?.item();
    else if (name === "dd") list?.definition();
    else if (name === "table") openTable();
    else if (name === "tr") tables.at(-1)?.row();
    else if (name === "td" || name === "th") tables.at(-1)?.cell(attributes, name === "th");
    if (!closing.has(depth)) atClose(flush);
  }

  function openList(name: string, attributes: Attributes) {
    const isOutermost = list === null;
    const writer = list ?? createListWriter();
    if (isOutermost) listed = { all: 0, links: 0 };
    list = writer;
    writer.open(name === "ol" ? Number.parseInt(attributes.start ?? "1", 10) || 1 : null);
    atClose(() => {
      flush();
      writer.close();
      if (!isOutermost) return;
      list = null;
      emit({ type: "list", text: writer.finish() });
    });
  }

  function openTable() {
    // A list or heading around a table ends for it: the table's cells have lists of their own.
    const around = { list, heading };
    list = null;
    heading = null;
    tables.push(createTableWriter(reading.countCells));
    atClose(() => {
      flush();
      const blocks = tables.pop()?.finish() ?? [];
      list = around.list;
      heading = around.heading;
      for (const block of blocks) {
        if (list !== null) list.text(block.text);
        else emit(block);
      }
    });
  }

  /** Puts an action before those that the element's close already has. */
  function atClose(action: () => void) {
    const before = closing.get(depth);
    closing.set(depth, () => {
      action();
      before?.();
    });
  }

  const parser = new Parser(
    {
      onopentag: open,
      ontext(text) {
        if (silence > 0) return;
        if (title !== null) {
          title += text;
          return;
        }
        if (list !== null)
          listed = { all: listed.all + text.length, links: listed.links + (links > 0 ? text.length : 0) };
        inline += preformatted > 0 ? text : joinSpaces(inline, text);
      },
      onclosetag() {
        const action = closing.get(depth);
        if (action !== undefined) {
          closing.delete(depth);
          action();
        }
        depth -= 1;
      },
    },
    { decodeEntities: true, lowerCaseTags: true, recognizeSelfClosing: reading.isXml },
  );
  for (let start = 0; start < markup.length; start += 65_536) parser.write(markup.slice(start, start + 65_536));
  parser.end();
  flush();
}

/** A menu: at least five short items that are hardly anything but links. */
function isListOfLinks(text: string, listed: { all: number; links: number }): boolean {
  const items = text.split("\n").length;
  return items >= 5 && text.length / items < 40 && listed.links > listed.all * 0.8;
}

/** White space as a browser shows it: line breaks of the source are spaces, those of `<br>` stay. */
function joinSpaces(before: string, text: string): string {
  const run = text.replace(/[ \t\r\n\f]+/g, " ");
  return before === "" || /[ \n]$/.test(before) ? run.trimStart() : run;
}
