import { describe, expect, it } from "vitest";
import { joinLines } from "../../../src/knowledge/extract/pdf/paragraphs.ts";
import { makePages, makePdf, type PdfLine, pageObject } from "./made/pdf.ts";
import { readMade } from "./made/read.ts";

const prose = (words: string, x: number, y: number, count: number): PdfLine[] =>
  Array.from({ length: count }, (_, index) => ({
    text: `${words} line ${index + 1} fills the width of it`,
    x,
    y: y - index * 14,
  }));

describe("PDF", () => {
  it("takes headings from the outline, also those that stand nowhere on the page", async () => {
    const pages = [
      [{ text: "1 Opening", x: 72, y: 760, size: 11 }, ...prose("First", 72, 700, 3)],
      [...prose("Second", 72, 700, 3)],
    ];
    const bytes = makePages(pages, {
      catalog: "/Outlines 9 0 R",
      objects: (first) => [
        `<< /Type /Outlines /First ${first + 1} 0 R /Last ${first + 2} 0 R /Count 2 >>`,
        `<< /Title (Opening) /Parent ${first} 0 R /Next ${first + 2} 0 R /Dest [${pageObject(0)} 0 R /XYZ 0 800 0] >>`,
        `<< /Title (Closing) /Parent ${first} 0 R /Prev ${first + 1} 0 R /Dest [${pageObject(1)} 0 R /Fit] >>`,
      ],
    });
    const { blocks, pageCount } = await readMade(bytes);
    const headings = blocks.filter(({ type }) => type === "heading");
    expect(
      headings.map(({ text, level, headingSource, locator }) => [text, level, headingSource, locator.page]),
    ).toEqual([
      ["Opening", 1, "outline", 1],
      ["Closing", 1, "outline", 2],
    ]);
    expect(pageCount).toBe(2);
    expect(blocks.find(({ text }) => text.startsWith("Second"))?.locator).toEqual({ page: 2 });
  });

  it("takes headings from tags", async () => {
    const bytes = makePdf([
      "<< /Type /Catalog /Pages 2 0 R /MarkInfo << /Marked true >> /StructTreeRoot 6 0 R >>",
      "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /StructParents 0 /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>",
      {
        dictionary: "",
        stream: Buffer.from(
          "/H2 << /MCID 0 >> BDC BT /F1 11 Tf 72 700 Td (Tagged as heading) Tj ET EMC /P << /MCID 1 >> BDC BT /F1 11 Tf 72 680 Td (Tagged as text.) Tj ET EMC /Artifact BMC BT /F1 11 Tf 72 20 Td (Page 1) Tj ET EMC",
        ),
      },
      "<< /Type /StructTreeRoot /K 7 0 R /ParentTree << /Nums [0 [8 0 R 9 0 R]] >> >>",
      "<< /Type /StructElem /S /Document /P 6 0 R /K [8 0 R 9 0 R] >>",
      "<< /Type /StructElem /S /H2 /P 7 0 R /Pg 4 0 R /K 0 >>",
      "<< /Type /StructElem /S /P /P 7 0 R /Pg 4 0 R /K 1 >>",
    ]);
    expect((await readMade(bytes)).lines).toEqual(["heading 2: Tagged as heading", "paragraph: Tagged as text."]);
  });

  it("guesses headings by size and by bold letters, the larger ones higher", async () => {
    const { lines } = await readMade(
      makePages([
        [
          { text: "The great title", x: 72, y: 780, size: 22 },
          ...prose("Intro", 72, 740, 4),
          { text: "A smaller part", x: 72, y: 660, size: 14 },
          ...prose("Part", 72, 630, 4),
          { text: "In bold", x: 72, y: 550, isBold: true },
          ...prose("Bold", 72, 530, 4),
        ],
      ]),
    );
    expect(lines.filter((line) => line.startsWith("heading"))).toEqual([
      "heading 1: The great title",
      "heading 2: A smaller part",
      "heading 3: In bold",
    ]);
  });

  it("reads two columns one after the other, though the file draws them line by line", async () => {
    const left = prose("Left column", 50, 700, 8);
    const right = prose("Right column", 320, 700, 8);
    const { lines } = await readMade(makePages([left.flatMap((line, index) => [line, right[index] ?? line])]));
    const text = lines.join("\n");
    expect(text.indexOf("Left column line 8")).toBeLessThan(text.indexOf("Right column line 1"));
  });

  it("writes rows of cells in line as a table", async () => {
    const row = (y: number, ...cells: string[]) => cells.map((text, index) => ({ text, x: 72 + index * 150, y }));
    const { lines } = await readMade(
      makePages([
        [...row(700, "Item", "Price", "Stock"), ...row(685, "Rope", "12", "7"), ...row(670, "Nails", "3", "900")],
      ]),
    );
    expect(lines).toEqual(["table: Item | Price | Stock\nRope | 12 | 7\nNails | 3 | 900"]);
  });

  it("does not take the lines above a table for its first cell, nor marks that stand apart for a column", async () => {
    const { lines } = await readMade(
      makePages([
        [
          { text: "What things cost this year.", x: 72, y: 716 },
          { text: "Item", x: 72, y: 700 },
          { text: "Price", x: 300, y: 700 },
          { text: "Rope", x: 72, y: 685 },
          { text: "12", x: 300, y: 685 },
          { text: "1.", x: 72, y: 600 },
          { text: "First measure", x: 108, y: 600 },
          { text: "2.", x: 72, y: 585 },
          { text: "Second measure", x: 108, y: 585 },
        ],
      ]),
    );
    expect(lines).toEqual([
      "paragraph: What things cost this year.",
      "table: Item | Price\nRope | 12",
      "list: 1. First measure\n2. Second measure",
    ]);
  });

  it("reads letters once that are drawn twice to look bold", async () => {
    const line = { text: "Drawn twice", x: 72, y: 700 };
    expect(
      (await readMade(makePages([[line, { ...line, x: 72.4 }, { text: "and more text", x: 72, y: 600 }]]))).lines[0],
    ).toMatch(/: Drawn twice$/);
  });

  it("leaves out headers, footers and page numbers that come again, and nothing of two pages", async () => {
    const pageOf = (number: number) => [
      { text: "ACME handbook", x: 72, y: 820, size: 8 },
      ...prose(`Page ${number}`, 72, 700, 5),
      { text: `Page ${number} of 5`, x: 280, y: 20, size: 8 },
    ];
    const five = await readMade(makePages([1, 2, 3, 4, 5].map(pageOf)));
    expect(five.lines.join("\n")).not.toMatch(/ACME|of 5/);
    expect(five.lines).toHaveLength(5);
    const two = await readMade(makePages([1, 2].map(pageOf)));
    expect(two.lines.join("\n")).toMatch(/ACME/);
  });

  it("says of pages without text that they are a scan", async () => {
    await expect(readMade(makePages([[], []]))).rejects.toMatchObject({ code: "document_no_text" });
  });

  it("joins words that were divided at the end of a line, and East Asian lines without a space", () => {
    const lines = (...texts: string[]) => texts.map((text) => ({ text, endsWord: false }));
    expect(joinLines(lines("infor-", "mation is", "power"))).toBe("information is power");
    expect(joinLines(lines("COVID-", "19"))).toBe("COVID-19");
    expect(joinLines(lines("安全教", "育です"))).toBe("安全教育です");
    expect(joinLines(lines("Contents . . . . . . . . . 7"))).toBe("Contents … 7");
  });
});
