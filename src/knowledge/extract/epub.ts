/** Books: their chapters in the order of the spine. */
import { posix } from "node:path";
import type { Locator } from "../blocks.ts";
import { type Archive, openArchive, refusePictures } from "./archive.ts";
import { cleanLine } from "./clean.ts";
import { decodeText } from "./decode.ts";
import { damaged, tooLarge, unreadable } from "./failures.ts";
import type { FormatInput, FormatReader } from "./format.ts";
import { readMarkup } from "./html/markup.ts";
import { attribute, childElement, childElements, descendants, readTree, textOf, type XmlElement } from "./xml.ts";

/** Reads a book (EPUB 2 and 3). Throws `document_password` for one with copy protection. */
export const readEpub: FormatReader = async (input, sink) => {
  const archive = await openArchive(input.bytes, input.limits);
  const container = await xmlPart(archive, "META-INF/container.xml", input);
  const packagePart = [...descendants(container, "rootfile")].map((file) => attribute(file, "full-path")).find(Boolean);
  if (packagePart === undefined) throw damaged("the book does not say where its contents are");
  const book = await xmlPart(archive, packagePart, input);
  const title = [...descendants(childElement(book, "metadata"), "title")][0];
  if (title !== undefined) sink.title(textOf(title));

  const items = new Map<string, { path: string; type: string; properties: string }>();
  for (const item of childElements(childElement(book, "manifest"), "item")) {
    const id = attribute(item, "id");
    const path = resolve(packagePart, attribute(item, "href"));
    const type = attribute(item, "media-type") ?? "";
    if (id !== undefined && path !== null)
      items.set(id, { path, type, properties: attribute(item, "properties") ?? "" });
  }
  const spine = childElements(childElement(book, "spine"), "itemref")
    .map((reference) => items.get(attribute(reference, "idref") ?? ""))
    .filter((item) => item !== undefined)
    .filter(({ path, type, properties }) => archive.has(path) && /html|xml/.test(type) && !/\bnav\b/.test(properties));
  if (spine.length > input.limits.pages) throw tooLarge("pages", input.limits.pages);
  await refuseProtected(archive, input, new Set(spine.map(({ path }) => path)));

  const tableOfContents = [...items.values()].find(
    ({ type, properties }) => /\bnav\b/.test(properties) || type === "application/x-dtbncx+xml",
  );
  const names =
    tableOfContents !== undefined && archive.has(tableOfContents.path)
      ? chapterNames(await xmlPart(archive, tableOfContents.path, input), tableOfContents.path)
      : new Map<string, string>();
  let chapter: string | undefined;
  let done = 0;
  for (const { path } of spine) {
    chapter = names.get(path) ?? chapter;
    const locator: Locator = chapter === undefined ? {} : { chapter };
    const { text } = decodeText(await archive.bytes(path));
    readMarkup(text, {
      isXml: true,
      isPage: false,
      onTitle: () => {},
      countCells: sink.countCells,
      onBlock({ type, text, level, headerRows }) {
        if (type === "heading") sink.heading(text, level ?? 1, "tag", locator);
        else sink.add(type, text, { locator, ...(headerRows === undefined ? {} : { headerRows }) });
      },
    });
    done += 1;
    sink.progress(done, spine.length);
  }
  refusePictures(archive, sink);
};

async function xmlPart(archive: Archive, part: string, { limits }: FormatInput): Promise<XmlElement | null> {
  if (!archive.has(part)) throw damaged("a part of the book is missing");
  return readTree(archive.stream(part), { depth: limits.depth, allowDoctype: true });
}

/** The name of each file's first entry in the table of contents (either edition's). */
function chapterNames(contents: XmlElement | null, part: string): Map<string, string> {
  const names = new Map<string, string>();
  const add = (path: string | null, name: string) => {
    if (path !== null && name !== "" && !names.has(path)) names.set(path, name.slice(0, 200));
  };
  for (const point of descendants(contents, "navPoint")) {
    const name = cleanLine(textOf(childElement(point, "navLabel")));
    add(resolve(part, attribute(childElement(point, "content"), "src")), name);
  }
  const navigation = [...descendants(contents, "nav")].find((nav) => /\btoc\b/.test(attribute(nav, "type") ?? "toc"));
  for (const link of descendants(navigation, "a")) add(resolve(part, attribute(link, "href")), cleanLine(textOf(link)));
  return names;
}

function resolve(part: string, reference: string | undefined): string | null {
  const path = reference?.split("#")[0];
  if (path === undefined || path === "" || /^[a-z][a-z+.-]*:/i.test(path)) return null;
  try {
    return posix.normalize(posix.join(posix.dirname(part), decodeURIComponent(path)));
  } catch {
    return null;
  }
}

/** Fonts may be scrambled; chapters that are cannot be read. */
async function refuseProtected(archive: Archive, input: FormatInput, chapters: ReadonlySet<string>) {
  if (!archive.has("META-INF/encryption.xml")) return;
  const encryption = await xmlPart(archive, "META-INF/encryption.xml", input);
  for (const reference of descendants(encryption, "CipherReference")) {
    if (chapters.has(resolve("", attribute(reference, "URI")) ?? "")) {
      throw unreadable("document_password", "the book is copy-protected");
    }
  }
}
