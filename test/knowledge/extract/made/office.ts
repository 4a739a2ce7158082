/** Small office files and books, made of the parts that matter. */
import { makeZip, type ZipMember } from "./zip.ts";

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/** The parts that say what a package is about. */
function packageParts(main: string, contentType: string): ZipMember[] {
  return [
    {
      name: "[Content_Types].xml",
      content: `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${main}" ContentType="${contentType}"/></Types>`,
    },
    { name: "_rels/.rels", content: relations([["rId1", "officeDocument", main]]) },
  ];
}

function relations(list: readonly (readonly [id: string, type: string, target: string])[]): string {
  const rows = list.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`,
  );
  return `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows.join("")}</Relationships>`;
}

/** The members of a Word document. `parts` are further ones of its folder (styles, numbering, footnotes) by the types of their relations. */
export function docxMembers(body: string, parts: Readonly<Record<string, string>> = {}): ZipMember[] {
  const names = Object.keys(parts);
  return [
    ...packageParts(
      "word/document.xml",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    ),
    {
      name: "word/_rels/document.xml.rels",
      content: relations(names.map((name, index) => [`rId${index + 1}`, name, `${name}.xml`] as const)),
    },
    ...names.map((name) => ({
      name: `word/${name}.xml`,
      content: `${xml}${(parts[name] ?? "").replace(/^<w:(\w+)/, `<w:$1 xmlns:w="${word}"`)}`,
    })),
    { name: "word/document.xml", content: `${xml}<w:document xmlns:w="${word}"><w:body>${body}</w:body></w:document>` },
  ];
}

export function makeDocx(body: string, parts: Readonly<Record<string, string>> = {}): Uint8Array {
  return makeZip(docxMembers(body, parts));
}

/** A paragraph of Word; `properties` is what stands in its `w:pPr`. */
export function paragraph(text: string, properties = "", runProperties = ""): string {
  return `<w:p><w:pPr>${properties}</w:pPr><w:r><w:rPr>${runProperties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

/** The members of a workbook: the XML inside of each sheet's `sheetData`, by the sheets' names. */
export function xlsxMembers(options: {
  sheets: Readonly<Record<string, string>>;
  hidden?: readonly string[];
  strings?: readonly string[];
  styles?: string;
  is1904?: boolean;
  prefix?: string;
  namespace?: string;
}): ZipMember[] {
  const names = Object.keys(options.sheets);
  const x = options.prefix === undefined ? "" : `${options.prefix}:`;
  const namespace = options.namespace ?? "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const space = options.prefix === undefined ? `xmlns="${namespace}"` : `xmlns:${options.prefix}="${namespace}"`;
  const sheets = names.map(
    (name, index) =>
      `<${x}sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"${options.hidden?.includes(name) === true ? ' state="hidden"' : ""}/>`,
  );
  return [
    ...packageParts("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
    {
      name: "xl/workbook.xml",
      content: `${xml}<${x}workbook ${space} xmlns:r="${office}"><${x}workbookPr date1904="${options.is1904 === true ? 1 : 0}"/><${x}sheets>${sheets.join("")}</${x}sheets></${x}workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: relations([
        ...names.map((_, index) => [`rId${index + 1}`, "worksheet", `worksheets/sheet${index + 1}.xml`] as const),
        ["rId900", "sharedStrings", "sharedStrings.xml"],
        ["rId901", "styles", "styles.xml"],
      ]),
    },
    {
      name: "xl/sharedStrings.xml",
      content: `${xml}<${x}sst ${space}>${(options.strings ?? []).map((text) => `<${x}si>${text}</${x}si>`).join("")}</${x}sst>`,
    },
    { name: "xl/styles.xml", content: `${xml}<${x}styleSheet ${space}>${options.styles ?? ""}</${x}styleSheet>` },
    ...names.map((name, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      content: `${xml}<${x}worksheet ${space}><${x}sheetData>${options.sheets[name]}</${x}sheetData></${x}worksheet>`,
    })),
  ];
}

/** The members of a presentation: each slide's shapes, and its notes where it has some. `order` is the order in which they are shown. */
export function pptxMembers(
  slides: readonly { shapes: string; notes?: string; hidden?: boolean }[],
  order?: readonly number[],
): ZipMember[] {
  const p =
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"';
  const shown = order ?? slides.map((_, index) => index);
  return [
    ...packageParts(
      "ppt/presentation.xml",
      "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
    ),
    {
      name: "ppt/presentation.xml",
      content: `${xml}<p:presentation ${p} xmlns:r="${office}"><p:sldIdLst>${shown.map((index) => `<p:sldId id="${256 + index}" r:id="rId${index + 1}"/>`).join("")}</p:sldIdLst></p:presentation>`,
    },
    {
      name: "ppt/_rels/presentation.xml.rels",
      content: relations(
        slides.map((_, index) => [`rId${index + 1}`, "slide", `slides/slide${index + 1}.xml`] as const),
      ),
    },
    ...slides.flatMap(({ shapes, notes, hidden }, index): ZipMember[] => [
      {
        name: `ppt/slides/slide${index + 1}.xml`,
        content: `${xml}<p:sld ${p}${hidden === true ? ' show="0"' : ""}><p:cSld><p:spTree>${shapes}</p:spTree></p:cSld></p:sld>`,
      },
      {
        name: `ppt/slides/_rels/slide${index + 1}.xml.rels`,
        content: relations(
          notes === undefined ? [] : [["rId1", "notesSlide", `../notesSlides/notesSlide${index + 1}.xml`]],
        ),
      },
      {
        name: `ppt/notesSlides/notesSlide${index + 1}.xml`,
        content: `${xml}<p:notes ${p}><p:cSld><p:spTree>${shape(notes ?? "", "body")}${shape("7", "sldNum")}</p:spTree></p:cSld></p:notes>`,
      },
    ]),
  ];
}

/** A shape with a paragraph a line; `placeholder` is the type of its placeholder. */
export function shape(text: string, placeholder?: string): string {
  const mark = placeholder === undefined ? "" : `<p:ph type="${placeholder}"/>`;
  const paragraphs = text.split("\n").map((line) => `<a:p><a:r><a:t>${line}</a:t></a:r></a:p>`);
  return `<p:sp><p:nvSpPr><p:nvPr>${mark}</p:nvPr></p:nvSpPr><p:txBody>${paragraphs.join("")}</p:txBody></p:sp>`;
}

/** An OpenDocument text. */
export function makeOdt(body: string, automaticStyles = ""): Uint8Array {
  const names = ["office", "text", "table", "style", "draw"]
    .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
    .join(" ");
  return makeZip([
    { name: "mimetype", content: "application/vnd.oasis.opendocument.text", isStored: true },
    {
      name: "content.xml",
      content: `${xml}<office:document-content ${names}><office:automatic-styles>${automaticStyles}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    },
  ]);
}

/** A book with a table of contents, a chapter a page. */
export function makeEpub(
  chapters: readonly { name: string; body: string }[],
  more: readonly ZipMember[] = [],
): Uint8Array {
  const items = chapters.map(
    (_, index) => `<item id="c${index}" href="text/c${index}.xhtml" media-type="application/xhtml+xml"/>`,
  );
  const spine = chapters.map((_, index) => `<itemref idref="c${index}"/>`);
  const links = chapters.map(({ name }, index) => `<li><a href="text/c${index}.xhtml">${name}</a></li>`);
  return makeZip([
    { name: "mimetype", content: "application/epub+zip", isStored: true },
    {
      name: "META-INF/container.xml",
      content: `${xml}<container><rootfiles><rootfile full-path="book/content.opf"/></rootfiles></container>`,
    },
    {
      name: "book/content.opf",
      content: `${xml}<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>A made book</dc:title></metadata><manifest>${items.join("")}<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest><spine>${spine.join("")}</spine></package>`,
    },
    {
      name: "book/nav.xhtml",
      content: `${xml}<!DOCTYPE html><html><body><nav xmlns:epub="http://www.idpf.org/2007/ops" epub:type="toc"><ol>${links.join("")}</ol></nav></body></html>`,
    },
    ...chapters.map(({ body }, index) => ({
      name: `book/text/c${index}.xhtml`,
      content: `${xml}<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "x.dtd"><html><head><title/></head><body>${body}</body></html>`,
    })),
    ...more,
  ]);
}
