import { describe, expect, it } from "vitest";
import { docxMembers, makeDocx, paragraph } from "./made/office.ts";
import { readMade } from "./made/read.ts";
import { makeZip } from "./made/zip.ts";

const styles = `<w:styles>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Eigene"><w:name w:val="Eigene"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre2"><w:name w:val="Titre 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Body9"><w:name w:val="Body9"/><w:basedOn w:val="berschrift1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Bullets"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>`;
const numbering = `<w:numbering>
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>`;
const style = (id: string) => `<w:pStyle w:val="${id}"/>`;
const item = (list: number, level: number) => `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`;
const cell = (inside: string, properties = "") => `<w:tc><w:tcPr>${properties}</w:tcPr>${inside}</w:tc>`;

describe("Word documents", () => {
  it("takes headings from styles: localised, inherited, by outline level, and not where a style says body text", async () => {
    const { lines, title } = await readMade(
      makeDocx(
        [
          paragraph("The handbook", style("Title")),
          paragraph("Contents ... 1", style("Verzeichnis1")),
          paragraph("Erstens", style("berschrift1")),
          paragraph("Zweitens", style("Eigene")),
          paragraph("Deuxième", style("Titre2")),
          paragraph("Third", '<w:outlineLvl w:val="2"/>'),
          paragraph("Plain", style("Body9")),
        ].join(""),
        { styles },
      ),
    );
    expect(lines).toEqual([
      "heading 1: The handbook",
      "heading 1: Erstens",
      "heading 1: Zweitens",
      "heading 2: Deuxième",
      "heading 3: Third",
      "paragraph: Plain",
    ]);
    expect(title).toBe("The handbook");
  });

  it("writes lists with their marks, numbers from their start, nested items indented", async () => {
    const { lines } = await readMade(
      makeDocx(
        paragraph("One", item(2, 0)) +
          paragraph("Inner", item(2, 1)) +
          paragraph("Two", item(2, 0)) +
          paragraph("Dot", style("Bullets")),
        { styles, numbering },
      ),
    );
    expect(lines).toEqual(["list: 3. One\n  1. Inner\n4. Two\n- Dot"]);
  });

  it("keeps insertions, leaves out deletions, instructions of fields and hidden runs", async () => {
    const run = (text: string, properties = "") =>
      `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
    const body = `<w:p>${run("Kept ")}<w:ins>${run("added ")}</w:ins><w:del><w:r><w:delText>gone </w:delText></w:r></w:del><w:moveFrom>${run("moved ")}</w:moveFrom><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGEREF x</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run("result")}${run("secret", '<w:rStyle w:val="Secret"/>')}</w:p>`;
    expect((await readMade(makeDocx(body, { styles }))).lines).toEqual(["paragraph: Kept added result"]);
  });

  it("marks paragraphs that are hidden as a whole", async () => {
    const { blocks } = await readMade(makeDocx(paragraph("Seen.") + paragraph("Unseen.", "", "<w:vanish/>")));
    expect(blocks.map(({ text, hidden }) => [text, hidden ?? false])).toEqual([
      ["Seen.", false],
      ["Unseen.", true],
    ]);
  });

  it("reads text boxes once, and notes after the paragraph that refers to them", async () => {
    const box = (name: string, text: string) =>
      `<mc:${name}><w:drawing><w:txbxContent>${paragraph(text)}</w:txbxContent></w:drawing></mc:${name}>`;
    const body = `<w:p><w:r><mc:AlternateContent>${box("Choice", "In a box.")}${box("Fallback", "In a box.")}</mc:AlternateContent></w:r><w:r><w:t>Outside.</w:t><w:footnoteReference w:id="2"/></w:r></w:p>${paragraph("After.")}`;
    const footnotes = `<w:footnotes><w:footnote w:id="0" w:type="separator">${paragraph("---")}</w:footnote><w:footnote w:id="2">${paragraph("A note.")}</w:footnote></w:footnotes>`;
    expect((await readMade(makeDocx(body, { footnotes }))).lines).toEqual([
      "paragraph: Outside.",
      "paragraph: In a box.",
      "note: A note.",
      "paragraph: After.",
    ]);
  });

  it("writes tables with spans, merged cells and tables inside of cells", async () => {
    const inner = `<w:tbl><w:tr>${cell(paragraph("a"))}${cell(paragraph("b"))}</w:tr><w:tr>${cell(paragraph("c"))}${cell(paragraph("d"))}</w:tr></w:tbl>`;
    const table = `<w:tbl><w:tr>${cell(paragraph("Wide"), '<w:gridSpan w:val="2"/>')}${cell(paragraph("Last"))}</w:tr><w:tr>${cell(paragraph("x"), '<w:vMerge w:val="restart"/>')}${cell(inner)}${cell(paragraph("z | z"))}</w:tr><w:tr>${cell(paragraph("lost"), "<w:vMerge/>")}${cell(paragraph("e"))}${cell(paragraph("f"))}</w:tr></w:tbl>`;
    expect((await readMade(makeDocx(table))).lines).toEqual([
      "table: Wide |  | Last\nx | a / b; c / d | z / z\n | e | f",
    ]);
  });

  it("takes a table that only lays the page out for what is in it", async () => {
    const table = `<w:tbl><w:tr>${cell(paragraph("Duties", style("berschrift1")) + paragraph("Lock the door."))}</w:tr></w:tbl>`;
    expect((await readMade(makeDocx(table, { styles }))).lines).toEqual([
      "heading 1: Duties",
      "paragraph: Lock the door.",
    ]);
  });

  it("guesses headings only where no style names one", async () => {
    const body = [
      paragraph("Opening hours", "", "<w:b/>"),
      paragraph("We open at nine and close at five, every day but Sunday."),
      paragraph("Table 1: Hours", "", "<w:b/>"),
      paragraph("We stay closed on public holidays as the law demands it."),
    ];
    expect((await readMade(makeDocx(body.join("")))).lines[0]).toBe("heading 1: Opening hours");
    expect((await readMade(makeDocx(body.join("")))).lines[2]).toBe("paragraph: Table 1: Hours");
    const styled = makeDocx(body.join("") + paragraph("End", style("berschrift1")), { styles });
    expect((await readMade(styled)).lines[0]).toBe("paragraph: Opening hours");
  });

  it("says of pictures without text that there is none, and of nothing at all that it is empty", async () => {
    const pictures = makeZip([...docxMembers(paragraph("")), { name: "word/media/image1.png", content: "x" }]);
    await expect(readMade(pictures)).rejects.toMatchObject({ code: "document_no_text" });
    expect((await readMade(makeDocx(paragraph("")))).lines).toEqual([]);
  });
});
