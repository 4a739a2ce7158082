/** Presentations: slides in the order in which they are shown, each with its title, its shapes and its notes. */
import type { Locator } from "../../blocks.ts";
import { openArchive, refusePictures } from "../archive.ts";
import { damaged, tooLarge } from "../failures.ts";
import type { FormatReader } from "../format.ts";
import { readGraphics } from "../graphics.ts";
import { mainPart, packageTitle, readRelations, relatedPart } from "../ooxml.ts";
import { attribute, childElement, childElements, relationId } from "../xml.ts";
import { readShapes, type ShapeBlock } from "./shapes.ts";

/** Reads a presentation. A slide without a title is named by its first line. */
export const readPptx: FormatReader = async ({ bytes, limits }, sink) => {
  const archive = await openArchive(bytes, limits);
  const main = (await mainPart(archive)) ?? "ppt/presentation.xml";
  if (!archive.has(main)) throw damaged("the presentation is missing");
  const title = await packageTitle(archive).catch(() => null);
  if (
    title !== null &&
    !/^(?:powerpoint presentation|pr[äée]sentation powerpoint|powerpoint-präsentation)$/i.test(title)
  ) {
    sink.title(title);
  }
  const relations = await readRelations(archive, main);
  const slides = childElements(childElement(await archive.tree(main), "sldIdLst"), "sldId")
    .map((slide) => relations.get(relationId(slide) ?? "")?.target)
    .filter((part) => part !== undefined)
    .filter((part) => archive.has(part));
  if (slides.length > limits.pages) throw tooLarge("pages", limits.pages);
  sink.pages(slides.length);
  let hiddenSlides = 0;
  let emptySlides = 0;
  for (const [index, part] of slides.entries()) {
    const locator: Locator = { slide: index + 1 };
    const before = sink.summary().blocks;
    const slideRelations = await readRelations(archive, part);
    const slide = await archive.tree(part);
    const graphics = await readGraphics(archive, slideRelations);
    const hidden = attribute(slide, "show") === "0";
    const blocks = readShapes(childElement(childElement(slide, "cSld"), "spTree"), graphics, sink.countCells);
    const heading = titleOf(blocks);
    if (heading !== null) {
      sink.heading(heading.text, 1, heading.source, locator, hidden);
      if (heading.source === "style" && index === 0) sink.title(heading.text);
    }
    for (const block of heading?.rest ?? blocks) {
      const place = { locator, hidden, ...(block.type === "table" ? { headerRows: block.headerRows } : {}) };
      sink.add(block.type === "title" ? "paragraph" : block.type, block.text, place);
    }
    const notesPart = relatedPart(archive, slideRelations, "notesSlide");
    if (notesPart !== null) {
      const notes = await archive.tree(notesPart);
      const tree = childElement(childElement(notes, "cSld"), "spTree");
      for (const { text } of readShapes(tree, new Map(), sink.countCells, "body")) {
        sink.add("note", text, { locator, hidden });
      }
    }
    if (sink.summary().blocks > before) hiddenSlides += hidden ? 1 : 0;
    else emptySlides += hidden ? 0 : 1;
    sink.progress(index + 1, slides.length);
  }
  refusePictures(archive, sink);
  if (emptySlides > 0) sink.remark({ kind: "slides_without_text", count: emptySlides, of: slides.length });
  if (hiddenSlides > 0) sink.remark({ kind: "slides_hidden", count: hiddenSlides, of: slides.length });
};

type Heading = { text: string; source: "style" | "guess"; rest: ShapeBlock[] };

function titleOf(blocks: readonly ShapeBlock[]): Heading | null {
  const title = blocks.find(({ type }) => type === "title");
  if (title !== undefined)
    return { text: title.text, source: "style", rest: blocks.filter((block) => block !== title) };
  const [first] = blocks;
  if (first === undefined || first.type === "table") return null;
  const [line = "", ...others] = first.text.split("\n");
  const text = line.replace(/^(?:- |\d+\. )/, "").trim();
  if (text === "" || text.length > 120) return null;
  return { text, source: "guess", rest: [{ ...first, text: others.join("\n") }, ...blocks.slice(1)] };
}
