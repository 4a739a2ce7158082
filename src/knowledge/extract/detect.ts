/** Which format a file is in, by what is in it: names and declared types lie, and only tell kinds of plain text apart. */
import { extname } from "node:path";
import { type FileKind, fileKinds } from "../../course/document-kinds.ts";
import { CoursewrightError, codeOf } from "../../errors.ts";
import { openArchive } from "./archive.ts";
import { decodeText } from "./decode.ts";
import { unreadable, wrongType } from "./failures.ts";
import { type Format, formats } from "./formats.ts";
import type { ExtractionLimits } from "./limits.ts";
import { attribute, childElements } from "./xml.ts";

type NamedFile = { bytes: Uint8Array; fileName: string; declaredType?: string; limits: ExtractionLimits };

/** Finds the format. Throws `document_empty`, `_wrong_type`, `_old_office`, `_password`, or damage for what is not what it claims. */
export async function detectKind(file: NamedFile): Promise<FileKind> {
  try {
    return await kindIn(file);
  } catch (error) {
    const named = readableEnding(file.fileName);
    if (codeOf(error) !== "document_wrong_type" || named === null) throw error;
    // "Save it as PDF" would be no help with what is called one.
    const found = error instanceof CoursewrightError ? error.facts.found : undefined;
    throw wrongType(found === undefined ? null : String(found), named);
  }
}

/** The ending of a name that a file of a known format would bear; null for any other. */
function readableEnding(fileName: string): string | null {
  const ending = extname(fileName).slice(1).toLowerCase();
  const isKnown = fileKinds.some((kind) => kind === ending || formats[kind].named?.endings.includes(ending) === true);
  return isKnown || ending === "txt" ? ending : null;
}

async function kindIn(file: NamedFile): Promise<FileKind> {
  const { bytes } = file;
  if (bytes.length === 0) throw unreadable("document_empty", "the file has no bytes");
  const head = Buffer.from(bytes.subarray(0, 1024)).toString("latin1");
  if (head.startsWith("PK\x03\x04") || head.startsWith("PK\x05\x06")) return zipKind(bytes, file.limits);
  if (head.startsWith("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) throw compoundFile(bytes);
  const marked = fileKinds.find((kind) => formats[kind].begins?.test(head));
  if (marked !== undefined) return marked;
  const { text } = decodeText(bytes.subarray(0, 65_536));
  if (controlsIn(text) === 0 && !text.startsWith("%!PS")) return textKind(file, text);
  // Loaded only for what is hardly text: most files are known by now.
  const { fileTypeFromBuffer } = await import("file-type");
  const found = await fileTypeFromBuffer(bytes.subarray(0, 65_536)).catch(() => undefined);
  if (found !== undefined && !isText(found.mime, found.ext)) throw wrongType(found.ext);
  // A few stray control characters are no reason to refuse a text.
  if (controlsIn(text) > Math.max(8, text.length * 0.05)) throw wrongType(null);
  return textKind(file, text);
}

/** file-type knows a few kinds of text too, which are told apart below. */
function isText(mime: string, extension: string): boolean {
  return mime.startsWith("text/") || mime.endsWith("xml") || extension === "rtf";
}

async function zipKind(bytes: Uint8Array, limits: ExtractionLimits): Promise<FileKind> {
  const archive = await openArchive(bytes, limits);
  if (archive.has("mimetype")) {
    const type = Buffer.from(await archive.bytes("mimetype"))
      .toString("latin1")
      .trim();
    const found = packedAs(({ mimetype }) => mimetype !== undefined && type.startsWith(mimetype));
    if (found !== undefined) return found;
    if (type.startsWith("application/vnd.oasis.opendocument.spreadsheet")) throw wrongType("ods");
    if (type.startsWith("application/vnd.oasis.opendocument.presentation")) throw wrongType("odp");
  }
  for (const override of childElements(await archive.tree("[Content_Types].xml"))) {
    const type = attribute(override, "ContentType") ?? "";
    if (/sheet\.binary/i.test(type)) throw wrongType("xlsb");
    if (!/\.main\+xml$/i.test(type)) continue;
    const found = packedAs(({ mainType }) => mainType?.test(type) === true);
    if (found !== undefined) return found;
  }
  const found = packedAs(({ member }) => member !== undefined && archive.has(member));
  if (found !== undefined) return found;
  throw wrongType("zip");
}

function packedAs(fits: (packed: NonNullable<Format["packed"]>) => boolean): FileKind | undefined {
  return fileKinds.find((kind) => {
    const { packed } = formats[kind];
    return packed !== undefined && fits(packed);
  });
}

/** Office programs before 2007 wrote compound files; today's put what they encrypt into one. */
function compoundFile(bytes: Uint8Array): Error {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const has = (name: string) => buffer.includes(Buffer.from(name, "utf16le"));
  if (has("EncryptedPackage")) return unreadable("document_password", "an encrypted office file");
  if (has("WordDocument") || has("Workbook") || has("PowerPoint Document") || has("Book")) {
    return unreadable("document_old_office", "an office file of before 2007");
  }
  return wrongType("ole");
}

function textKind(file: { fileName: string; declaredType?: string }, text: string): FileKind {
  const extension = extname(file.fileName).slice(1).toLowerCase();
  const declared = file.declaredType?.split(";")[0]?.trim().toLowerCase() ?? "";
  const start = text.replace(/^(?:\ufeff|\s|<\?xml[^>]*>|<!--[\s\S]*?-->)+/u, "").slice(0, 2000);
  if (/^<(?:!doctype\s+html|html|head|body)\b/i.test(start)) return "html";
  const named =
    namedAs(text, ({ endings }) => endings.includes(extension)) ??
    namedAs(text, ({ mediaTypes }) => mediaTypes.includes(declared));
  if (named !== undefined) return named;
  if (/^<!doctype|^<(?:svg|office:document|worksheet|rss|feed|plist)\b/i.test(start)) throw wrongType("xml");
  // A page without a head: several block elements near its start.
  const isTextByName = /^(?:txt|text|log|json|ya?ml|xml|[jt]sx?|py|java|go|rs|c|cpp|h|php|vue|svelte)$/.test(extension);
  if (!isTextByName && /^<(?:div|p|h[1-6]|table|section|article|main|ul)\b/i.test(start)) return "html";
  return "text";
}

function namedAs(text: string, fits: (named: NonNullable<Format["named"]>) => boolean): FileKind | undefined {
  return fileKinds.find((kind) => {
    const { named } = formats[kind];
    return named !== undefined && fits(named) && (named.holds === undefined || named.holds.test(text));
  });
}

/** How many characters no text has: controls, and what was no character at all. */
function controlsIn(text: string): number {
  let controls = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12) || code === 0xfffd) controls += 1;
  }
  return controls;
}
