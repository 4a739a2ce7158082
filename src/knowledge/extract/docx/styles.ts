/** What a Word document's styles and numberings say about its paragraphs. */
import { attribute, childElement, childElements, type XmlElement } from "../xml.ts";

export type ParagraphStyle = {
  /** 1 to 9; null for text that is no heading. */
  headingLevel: number | null;
  role: "title" | "contents" | null;
  numbering: { id: string; level: number } | null;
  isBold: boolean;
  /** In half points. */
  size: number | null;
  isHidden: boolean;
};

export type Styles = {
  /** A style by its id; for none the default one. */
  paragraph(id: string | undefined): ParagraphStyle;
  /** Whether a character style hides its text. */
  isHiddenCharacter(id: string | undefined): boolean;
};

// Word keeps the English names of its own styles in every language; other programs write what they show.
const headingName =
  /^(?:heading|überschrift|titre|título|titulo|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nadpis|заголовок|başlık|标题|標題|見出し|제목)[ _]?([1-9])$/iu;
const deepestChain = 20;

/** Reads `styles.xml`. */
export function readStyles(root: XmlElement | null): Styles {
  const elements = new Map<string, XmlElement>();
  let defaultId: string | undefined;
  for (const style of childElements(root, "style")) {
    const id = attribute(style, "styleId");
    if (id === undefined) continue;
    elements.set(id, style);
    if (attribute(style, "type") === "paragraph" && isOn(attribute(style, "default") ?? "0")) defaultId ??= id;
  }
  const defaults = childElement(childElement(childElement(root, "docDefaults"), "rPrDefault"), "rPr");
  const known = new Map<string, ParagraphStyle>();

  function resolve(id: string): ParagraphStyle {
    const chain = chainOf(id);
    const runs = chain.map((style) => childElement(style, "rPr"));
    const paragraphs = chain.map((style) => childElement(style, "pPr"));
    const names = chain.map((style) => attribute(childElement(style, "name"), "val") ?? "");
    const outline = firstValue(paragraphs, "outlineLvl");
    const byName = names.map((name) => headingName.exec(name)?.[1]).find((level) => level !== undefined);
    const byOutline = outline === undefined || Number(outline) > 8 ? null : Number(outline) + 1;
    // A style made of a heading that says it is body text (9) is body text.
    const headingLevel = outline !== undefined ? byOutline : byName === undefined ? null : Number(byName);
    const own = names[0] ?? "";
    const numbering = paragraphs.map((properties) => numberingOf(properties)).find((found) => found !== null) ?? null;
    const size = firstValue(runs, "sz") ?? attribute(childElement(defaults, "sz"), "val");
    return {
      headingLevel,
      role: /^(?:title|titel|título|titolo|titre)$/i.test(own) ? "title" : /^toc \d$/i.test(own) ? "contents" : null,
      numbering,
      isBold: switchOf(runs, "b"),
      size: size === undefined ? null : Number(size),
      isHidden: switchOf(runs, "vanish"),
    };
  }

  function chainOf(id: string): XmlElement[] {
    const chain: XmlElement[] = [];
    for (let next: string | undefined = id; next !== undefined && chain.length < deepestChain; ) {
      const style = elements.get(next);
      if (style === undefined || chain.includes(style)) break;
      chain.push(style);
      next = attribute(childElement(style, "basedOn"), "val");
    }
    return chain;
  }

  return {
    paragraph(id) {
      const key = id !== undefined && elements.has(id) ? id : (defaultId ?? "");
      const style = known.get(key) ?? resolve(key);
      known.set(key, style);
      return style;
    },
    isHiddenCharacter(id) {
      if (id === undefined || !elements.has(id)) return false;
      return switchOf(
        chainOf(id).map((style) => childElement(style, "rPr")),
        "vanish",
      );
    },
  };
}

/** A switch of a run's properties (`<w:b/>`, `<w:b w:val="0"/>`): true, false, or undefined when nothing is said. */
export function runSwitch(properties: XmlElement | undefined, name: string): boolean | undefined {
  const element = childElement(properties, name);
  return element === undefined ? undefined : isOn(attribute(element, "val") ?? "1");
}

/** A paragraph's own numbering; null where it has none. */
export function numberingOf(properties: XmlElement | undefined): { id: string; level: number } | null {
  const element = childElement(properties, "numPr");
  const id = attribute(childElement(element, "numId"), "val");
  if (id === undefined) return null;
  return { id, level: Math.min(8, Math.max(0, Number(attribute(childElement(element, "ilvl"), "val") ?? 0) || 0)) };
}

export type Numbering = {
  /** The mark of the next item of a list at a level ("- ", "3. "); null when the level has no mark at all. */
  next(id: string, level: number): string | null;
};

/** Reads `numbering.xml`. Items are counted in the order in which they are asked for. */
export function readNumbering(root: XmlElement | null): Numbering {
  const abstracts = new Map<string, Map<number, { format: string; start: number }>>();
  for (const abstract of childElements(root, "abstractNum")) {
    const levels = new Map<number, { format: string; start: number }>();
    for (const level of childElements(abstract, "lvl")) {
      levels.set(Number(attribute(level, "ilvl") ?? 0), {
        format: attribute(childElement(level, "numFmt"), "val") ?? "decimal",
        start: Number(attribute(childElement(level, "start"), "val") ?? 1) || 0,
      });
    }
    abstracts.set(attribute(abstract, "abstractNumId") ?? "", levels);
  }
  const lists = new Map<string, string>();
  for (const list of childElements(root, "num")) {
    lists.set(attribute(list, "numId") ?? "", attribute(childElement(list, "abstractNumId"), "val") ?? "");
  }
  const counters = new Map<string, number[]>();
  return {
    next(id, level) {
      const abstract = lists.get(id);
      if (id === "0" || abstract === undefined) return null;
      const { format, start } = abstracts.get(abstract)?.get(level) ?? { format: "bullet", start: 1 };
      if (format === "none") return null;
      if (format === "bullet") return "- ";
      const counter = counters.get(id) ?? [];
      counter.length = Math.min(counter.length, level + 1);
      counter[level] = counter[level] === undefined ? start : counter[level] + 1;
      counters.set(id, counter);
      return `${counter[level]}. `;
    },
  };
}

function firstValue(properties: readonly (XmlElement | undefined)[], name: string): string | undefined {
  for (const element of properties) {
    const value = attribute(childElement(element, name), "val");
    if (value !== undefined) return value;
  }
  return undefined;
}

function switchOf(properties: readonly (XmlElement | undefined)[], name: string): boolean {
  return properties.map((element) => runSwitch(element, name)).find((value) => value !== undefined) ?? false;
}

function isOn(value: string): boolean {
  return value !== "0" && value !== "false" && value !== "off" && value !== "none";
}
