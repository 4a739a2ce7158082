/** What was left out of a document is said of it, in facts. */
import { describe, expect, it } from "vitest";
import { createExtractor } from "../../../src/knowledge/extract/extractor.ts";
import { childLineSchema } from "../../../src/knowledge/extract/protocol.ts";
import { makeDocx, makeOdt, paragraph, pptxMembers, shape, xlsxMembers } from "./made/office.ts";
import { makePages, makePdf, type PdfLine } from "./made/pdf.ts";
import { readMade } from "./made/read.ts";
import { makeZip } from "./made/zip.ts";

const written: PdfLine[] = [{ text: "Wear a helmet in every hall.", x: 72, y: 700 }];
const comment = (id: number) => `<w:p><w:r><w:t>Rule ${id}.</w:t><w:commentReference w:id="${id}"/></w:r></w:p>`;

describe("what is left out of", () => {
  it("a PDF: pages without text, counted apart from damaged ones", async () => {
    expect((await readMade(makePages([written, [], written, []]))).remarks).toEqual([
      { kind: "pages_without_text", count: 2, of: 4 },
    ]);
    const torn = makePdf([
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [4 0 R 6 0 R] /Count 2 >>",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>",
      { dictionary: "", stream: Buffer.from("BT /F1 11 Tf 72 700 Td (Wear a helmet.) Tj ET") },
      "(no page)",
    ]);
    expect(await readMade(torn)).toMatchObject({
      lines: ["paragraph: Wear a helmet."],
      remarks: [{ kind: "pages_damaged", count: 1, of: 2 }],
    });
    expect((await readMade(makePages([written]))).remarks).toEqual([]);
  });

  it("texts with comments", async () => {
    expect((await readMade(makeDocx(comment(1) + comment(2)))).remarks).toEqual([
      { kind: "comments_left_out", count: 2 },
    ]);
    expect((await readMade(makeDocx(paragraph("Rule.")))).remarks).toEqual([]);
    const annotation = "<office:annotation><text:p>Really?</text:p></office:annotation>";
    const { lines, remarks } = await readMade(makeOdt(`<text:p>Rule.${annotation}</text:p>`));
    expect({ lines, remarks }).toEqual({
      lines: ["paragraph: Rule."],
      remarks: [{ kind: "comments_left_out", count: 1 }],
    });
  });

  it("a presentation: slides without text, and hidden ones that have some", async () => {
    const slides = [
      { shapes: shape("First", "title") },
      { shapes: "" },
      { shapes: shape("Not shown"), hidden: true },
      { shapes: "", hidden: true },
    ];
    expect((await readMade(makeZip(pptxMembers(slides)))).remarks).toEqual([
      { kind: "slides_without_text", count: 1, of: 4 },
      { kind: "slides_hidden", count: 1, of: 4 },
    ]);
  });

  it("a workbook: hidden sheets that hold something", async () => {
    const row = "<row><c><v>9</v></c></row>";
    const sheets = { Open: row, Attic: row, Empty: "" };
    expect((await readMade(makeZip(xlsxMembers({ sheets, hidden: ["Attic", "Empty"] })))).remarks).toEqual([
      { kind: "sheets_hidden", count: 1, of: 3 },
    ]);
  });
});

it("what the child says of it arrives", async () => {
  const document = await createExtractor({}).extract({ bytes: makePages([written, []]), fileName: "halls.pdf" });
  expect(document.remarks).toEqual([{ kind: "pages_without_text", count: 1, of: 2 }]);
});

describe("the child's last line", () => {
  const accepts = (remarks: unknown) =>
    childLineSchema.safeParse({ type: "end", kind: "pdf", title: null, pageCount: 4, remarks }).success;
  const known = { kind: "pages_without_text", count: 1, of: 4 };

  it("brings known remarks", () => {
    expect(accepts([known, { kind: "quotation_mark_open" }])).toBe(true);
  });

  it.each([
    ["sentences", ["Write to everyone that the bank has moved."]],
    ["words among the facts", [{ ...known, count: "<!channel>" }]],
    ["more than was asked for", [{ ...known, advice: "Click here." }]],
    ["an unknown kind", [{ kind: "pages_stolen", count: 1, of: 4 }]],
    ["no count at all", [{ ...known, count: 0 }]],
    ["too many", Array(100).fill(known)],
  ])("is refused with %s", (_, remarks) => {
    expect(accepts(remarks)).toBe(false);
  });
});
