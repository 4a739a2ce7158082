import { describe, expect, it } from "vitest";
import { CoursewrightError } from "../../../src/errors.ts";
import { detectKind } from "../../../src/knowledge/extract/detect.ts";
import { defaultLimits } from "../../../src/knowledge/extract/limits.ts";
import { fc } from "../../fixtures/properties.ts";
import { makeDocx, makeEpub, makeOdt, paragraph, pptxMembers, shape, xlsxMembers } from "./made/office.ts";
import { makePages } from "./made/pdf.ts";
import { readMade } from "./made/read.ts";
import { makeZip } from "./made/zip.ts";

const limits = { ...defaultLimits, zipTotalBytes: 8 * 1024 * 1024 };
const kindOf = (bytes: Uint8Array | string, fileName = "file.bin", declaredType?: string) =>
  detectKind({ bytes: Buffer.from(bytes), fileName, limits, ...(declaredType === undefined ? {} : { declaredType }) });

const docx = makeDocx(paragraph("Text."));
const files = [
  ["docx", docx],
  ["xlsx", makeZip(xlsxMembers({ sheets: { S: "<row><c><v>1</v></c></row>" } }))],
  ["pptx", makeZip(pptxMembers([{ shapes: shape("A") }]))],
  ["odt", makeOdt("<text:p>a</text:p>")],
  ["epub", makeEpub([{ name: "a", body: "<p>a</p>" }])],
  ["pdf", makePages([[{ text: "a", x: 72, y: 700 }]])],
  ["rtf", Buffer.from("{\\rtf1 a}")],
] as const;

describe("the type of a file", () => {
  it.each(files)("is %s whatever the file is called", async (kind, bytes) => {
    expect(await kindOf(bytes, "photo.jpg", "image/jpeg")).toBe(kind);
  });

  it.each([
    ["html", "<!-- x -->\n<!DOCTYPE html><p>a", "a.txt", undefined],
    ["html", "<div><p>a</p></div>", "a", "text/html"],
    ["text", "if a < b and c > d", "a.txt", undefined],
    ["markdown", "# a", "a.md", undefined],
    ["markdown", "# a", "a", "text/markdown; charset=utf-8"],
    ["csv", "a,b", "a.csv", undefined],
    ["text", '{"a": 1}', "a.json", undefined],
    ["text", "{\\not rtf}", "a.rtf", undefined],
  ] as const)("of text is %s for %j in %s", async (kind, content, name, type) => {
    expect(await kindOf(content, name, type)).toBe(kind);
  });

  it.each([
    ["document_wrong_type", { found: "zip" }, makeZip([{ name: "a.txt", content: "a" }])],
    [
      "document_wrong_type",
      { found: "ods" },
      makeZip([{ name: "mimetype", content: "application/vnd.oasis.opendocument.spreadsheet" }]),
    ],
    ["document_wrong_type", { found: "xml" }, Buffer.from('<?xml version="1.0"?><svg xmlns="x"/>')],
    [
      "document_wrong_type",
      { found: "png" },
      Buffer.from("89504e470d0a1a0a0000000d4948445200000001000000010806000000", "hex"),
    ],
    ["document_empty", {}, new Uint8Array()],
  ])("is refused with %s %j", async (code, facts, bytes) => {
    await expect(kindOf(bytes)).rejects.toMatchObject({ code, facts });
  });

  it("is told apart from what the name of the file promises", async () => {
    const zip = makeZip([{ name: "a.txt", content: "a" }]);
    const refused = (name: string) => kindOf(zip, name).catch((error: unknown) => error);
    expect(await refused("Report.DOCX")).toMatchObject({ facts: { found: "zip", named: "docx" } });
    expect(await refused("notes.md")).toMatchObject({ facts: { named: "md" } });
    expect(await refused("photos.zip")).toMatchObject({ facts: { found: "zip" } });
    expect(await refused("photos.zip")).not.toHaveProperty("facts.named");
  });

  it("never leads to anything but a document or a plain code, however a file is torn", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }),
        fc.nat(),
        async ([, bytes], changes, cut) => {
          const torn = Uint8Array.from(bytes);
          for (const [place, value] of changes) torn[place % torn.length] = value;
          const file = torn.subarray(0, cut % 3 === 0 ? cut % torn.length : torn.length);
          // What a reader did not foresee is damage too, which the child says.
          const end = await readMade(file, "file", limits).catch((error: unknown) => error);
          return end instanceof Error ? !(end instanceof CoursewrightError) || end.code.startsWith("document_") : true;
        },
      ),
      { numRuns: 60 },
    );
  });
});
