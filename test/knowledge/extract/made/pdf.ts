/** Writes small PDF files object by object, also ones that no honest program writes. */
import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";

/** What stands between `obj` and `endobj`. */
export type PdfObject = string | { dictionary: string; stream: Uint8Array };

/** A file of objects numbered from 1; the first is the catalog. */
export function makePdf(objects: readonly PdfObject[], trailer = ""): Uint8Array {
  const pieces: Buffer[] = [Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "latin1")];
  const offsets: number[] = [];
  let length = pieces[0]?.length ?? 0;
  const put = (text: string | Uint8Array) => {
    const piece = typeof text === "string" ? Buffer.from(text, "latin1") : Buffer.from(text);
    pieces.push(piece);
    length += piece.length;
  };
  for (const [index, object] of objects.entries()) {
    offsets.push(length);
    put(`${index + 1} 0 obj\n`);
    if (typeof object === "string") put(object);
    else {
      put(`<< ${object.dictionary} /Length ${object.stream.length} >>\nstream\n`);
      put(object.stream);
      put("\nendstream");
    }
    put("\nendobj\n");
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`);
  const start = length;
  put(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table.join("")}`);
  put(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`);
  return Buffer.concat(pieces);
}

/** A piece of text on a page, from its lower left corner. */
export type PdfLine = { text: string; x: number; y: number; size?: number; isBold?: boolean };

/** A file with pages of lines. `more` goes into the catalog, `objects` after what the pages need (its first has number `firstFree`). */
export function makePages(
  pages: readonly (readonly PdfLine[])[],
  more: { catalog?: string; objects?: (firstFree: number) => PdfObject[]; trailer?: string } = {},
): Uint8Array {
  const first = 5;
  const kids = pages.map((_, index) => `${first + index * 2} 0 R`);
  const extra = more.objects?.(first + pages.length * 2) ?? [];
  return makePdf(
    [
      `<< /Type /Catalog /Pages 2 0 R ${more.catalog ?? ""} >>`,
      `<< /Type /Pages /Kids [${kids.join(" ")}] /Count ${pages.length} >>`,
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>",
      ...pages.flatMap((lines, index): PdfObject[] => [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${first + index * 2 + 1} 0 R >>`,
        { dictionary: "/Filter /FlateDecode", stream: deflateSync(Buffer.from(contentOf(lines), "latin1")) },
      ]),
      ...extra,
    ],
    more.trailer,
  );
}

/** The page object's number of a page (from 0) in `makePages`. */
export function pageObject(index: number): number {
  return 5 + index * 2;
}

function contentOf(lines: readonly PdfLine[]): string {
  return lines
    .map(({ text, x, y, size = 11, isBold = false }) => {
      const escaped = text.replace(/[\\()]/g, "\\$&");
      return `BT /F${isBold ? 2 : 1} ${size} Tf 1 0 0 1 ${x} ${y} Tm (${escaped}) Tj ET`;
    })
    .join("\n");
}

const padding = Buffer.from("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a", "hex");

/** A file with one page of text, encrypted as PDF 1.3 did (RC4, 40 bits), with the passwords given. */
export function makeEncryptedPdf(text: string, userPassword: string, ownerPassword: string): Uint8Array {
  const pad = (password: string) => Buffer.concat([Buffer.from(password, "latin1"), padding]).subarray(0, 32);
  const md5 = (...parts: Uint8Array[]) => createHash("md5").update(Buffer.concat(parts)).digest();
  const id = md5(Buffer.from("made for a test"));
  const owner = rc4(md5(pad(ownerPassword)).subarray(0, 5), pad(userPassword));
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(-44);
  const key = md5(pad(userPassword), owner, permissions, id).subarray(0, 5);
  const user = rc4(key, padding);
  const content = Buffer.from(contentOf([{ text, x: 72, y: 700 }]), "latin1");
  const objectKey = md5(key, Buffer.from([5, 0, 0, 0, 0])).subarray(0, 10);
  return makePdf(
    [
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>",
      { dictionary: "", stream: rc4(objectKey, content) },
      `<< /Filter /Standard /V 1 /R 2 /O <${owner.toString("hex")}> /U <${user.toString("hex")}> /P -44 >>`,
    ],
    `/Encrypt 6 0 R /ID [<${id.toString("hex")}> <${id.toString("hex")}>]`,
  );
}

function rc4(key: Uint8Array, data: Uint8Array): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  const at = (index: number) => state[index & 255] ?? 0;
  let second = 0;
  for (let first = 0; first < 256; first += 1) {
    second = (second + at(first) + (key[first % key.length] ?? 0)) & 255;
    [state[first], state[second]] = [at(second), at(first)];
  }
  const result = Buffer.alloc(data.length);
  let first = 0;
  second = 0;
  for (const [index, byte] of data.entries()) {
    first = (first + 1) & 255;
    second = (second + at(first)) & 255;
    [state[first], state[second]] = [at(second), at(first)];
    result[index] = byte ^ at(at(first) + at(second));
  }
  return result;
}
