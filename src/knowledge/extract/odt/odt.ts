/** OpenDocument texts (LibreOffice and others). */
import { openArchive, refusePictures } from "../archive.ts";
import { damaged, unreadable } from "../failures.ts";
import type { FormatReader } from "../format.ts";
import { attribute, childElement, childElements, descendants, readElements, textOf, type XmlElement } from "../xml.ts";
import { createOdtBody } from "./body.ts";

/** Elements of the text that are read whole. What stands in tracked changes was deleted; indexes repeat the headings. */
const units = new Set(["p", "h", "list", "table"]);
const leftOut = new Set([
  "tracked-changes",
  "table-of-content",
  "alphabetical-index",
  "illustration-index",
  "table-index",
]);

/** Reads an OpenDocument text. Throws `document_password` for an encrypted one. */
export const readOdt: FormatReader = async ({ bytes, limits }, sink) => {
  const archive = await openArchive(bytes, limits);
  if (!archive.has("content.xml")) throw damaged("the document's text is missing");
  const manifest = archive.has("META-INF/manifest.xml")
    ? await archive.tree("META-INF/manifest.xml").catch(() => null)
    : null;
  for (const entry of childElements(manifest, "file-entry")) {
    if (attribute(entry, "full-path") === "content.xml" && childElement(entry, "encryption-data") !== undefined) {
      throw unreadable("document_password", "the document is encrypted");
    }
  }
  const meta = await archive.tree("meta.xml");
  const title = [...descendants(meta, "title")][0];
  if (title !== undefined) sink.title(textOf(title));
  const styles: XmlElement[] = [];
  for (const style of descendants(await archive.tree("styles.xml"), "style")) styles.push(style);
  const listStyles: XmlElement[] = [];
  let body: ReturnType<typeof createOdtBody> | null = null;
  await readElements(
    archive.stream("content.xml"),
    { depth: limits.depth, allowDoctype: false },
    (name, ancestors) => {
      if (ancestors.some((around) => leftOut.has(around))) return false;
      if (ancestors.includes("automatic-styles")) return name === "style" || name === "list-style";
      return ancestors.includes("text") && units.has(name);
    },
    (element) => {
      if (element.name === "style") styles.push(element);
      else if (element.name === "list-style") listStyles.push(element);
      else {
        body ??= createOdtBody({ styles, listStyles, sink });
        body.read(element);
      }
      return undefined;
    },
  );
  refusePictures(archive, sink);
};
