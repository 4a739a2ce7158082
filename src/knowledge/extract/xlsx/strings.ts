/** The strings that the cells of a workbook share. */
import type { Archive } from "../archive.ts";
import { tooLarge } from "../failures.ts";
import type { ExtractionLimits } from "../limits.ts";
import { readElements, textOf, type XmlElement } from "../xml.ts";

/** Reads them all: cells name them by number. Throws `document_too_large` when they are longer than any extraction may be. */
export async function readStrings(archive: Archive, part: string | null, limits: ExtractionLimits): Promise<string[]> {
  const strings: string[] = [];
  let characters = 0;
  if (part === null) return strings;
  await readElements(
    archive.stream(part),
    { depth: limits.depth },
    (name) => name === "si",
    (element) => {
      const text = richText(element);
      characters += text.length;
      if (characters > limits.characters) throw tooLarge("characters", limits.characters);
      strings.push(text);
      return undefined;
    },
  );
  return strings;
}

/** The text of a string with its runs, without the phonetic guide beside it. */
export function richText(element: XmlElement): string {
  let text = "";
  for (const child of element.children) {
    if (typeof child === "string") continue;
    if (child.name === "t") text += textOf(child);
    else if (child.name === "r") text += richText(child);
  }
  return text;
}
