/** Word documents. */
import { type Archive, openArchive, refusePictures } from "../archive.ts";
import { damaged } from "../failures.ts";
import type { FormatReader } from "../format.ts";
import { readGraphics } from "../graphics.ts";
import { mainPart, packageTitle, readRelations, relatedPart } from "../ooxml.ts";
import { attribute, readElements, type XmlElement } from "../xml.ts";
import { createBodyReader } from "./body.ts";
import { writeBlocks } from "./headings.ts";
import { readNumbering, readStyles } from "./styles.ts";

/** Reads a Word document. Its pages are not known: they come about when it is printed. */
export const readDocx: FormatReader = async ({ bytes, limits }, sink) => {
  const archive = await openArchive(bytes, limits);
  const main = (await mainPart(archive)) ?? "word/document.xml";
  if (!archive.has(main)) throw damaged("the document's text is missing");
  const relations = await readRelations(archive, main);
  const part = (type: string) => relatedPart(archive, relations, type);
  const tree = async (type: string) => {
    const name = part(type);
    return name === null ? null : archive.tree(name);
  };
  const title = await packageTitle(archive).catch(() => null);
  if (title !== null) sink.title(title);
  const body = createBodyReader({
    styles: readStyles(await tree("styles")),
    numbering: readNumbering(await tree("numbering")),
    notes: {
      footnotes: await readNotes(archive, part("footnotes"), limits.depth),
      endnotes: await readNotes(archive, part("endnotes"), limits.depth),
    },
    graphics: await readGraphics(archive, relations),
    countCells: sink.countCells,
  });
  await readElements(
    archive.stream(main),
    { depth: limits.depth },
    (name, ancestors) =>
      (name === "p" || name === "tbl") && !ancestors.includes("del") && !ancestors.includes("moveFrom"),
    (element) => {
      body.read(element);
      return undefined;
    },
  );
  const { blocks, comments } = body.finish();
  if (comments > 0) sink.remark({ kind: "comments_left_out", count: comments });
  writeBlocks(blocks, sink);
  refusePictures(archive, sink);
};

/** Footnotes or endnotes by their ids, without the lines that part them from the page. */
async function readNotes(archive: Archive, part: string | null, depth: number): Promise<Map<string, XmlElement>> {
  const notes = new Map<string, XmlElement>();
  if (part === null) return notes;
  await readElements(
    archive.stream(part),
    { depth },
    (name) => name === "footnote" || name === "endnote",
    (element) => {
      const id = attribute(element, "id");
      const type = attribute(element, "type") ?? "normal";
      if (id !== undefined && type === "normal") notes.set(id, element);
      return undefined;
    },
  );
  return notes;
}
