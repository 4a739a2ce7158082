import { describe, expect, it } from "vitest";
import { makeEpub, makeOdt, pptxMembers, shape } from "./made/office.ts";
import { readMade } from "./made/read.ts";
import { makeZip } from "./made/zip.ts";

describe("presentations", () => {
  it("reads slides in the order in which they are shown, with titles, notes and what is hidden", async () => {
    const slides = [
      { shapes: shape("Second", "title") + shape("A point\nAnother", "body") },
      { shapes: shape("Body first") + shape("First", "ctrTitle"), notes: "Say hello." },
      { shapes: shape("No title here\nMore"), hidden: true },
    ];
    const { blocks, pageCount, title } = await readMade(makeZip(pptxMembers(slides, [1, 0, 2])));
    expect(blocks.map(({ type, text, locator, hidden }) => [locator.slide, type, text, hidden ?? false])).toEqual([
      [1, "heading", "First", false],
      [1, "paragraph", "Body first", false],
      [1, "note", "Say hello.", false],
      [2, "heading", "Second", false],
      [2, "list", "- A point\n- Another", false],
      [3, "heading", "No title here", true],
      [3, "paragraph", "More", true],
    ]);
    expect([pageCount, title]).toEqual([3, "First"]);
  });
});

describe("OpenDocument texts", () => {
  it("reads headings, lists, notes and tables; leaves out what was deleted", async () => {
    const { lines } = await readMade(
      makeOdt(
        `<text:tracked-changes><text:changed-region><text:deletion><text:p>Deleted.</text:p></text:deletion></text:changed-region></text:tracked-changes>
        <text:h text:outline-level="2">Rules</text:h><text:p>Be<text:s text:c="3"/>kind<text:note><text:note-body><text:p>Always.</text:p></text:note-body></text:note>.</text:p>
        <text:list text:style-name="L"><text:list-item><text:p>One</text:p><text:list><text:list-item><text:p>Inner</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>Two</text:p></text:list-item></text:list>
        <table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>H1</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2"><text:p>H2</text:p></table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16000"/></table:table-row></table:table>`,
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1"/><text:list-level-style-bullet text:level="2"/></text:list-style>',
      ),
    );
    expect(lines).toEqual([
      "heading 2: Rules",
      "paragraph: Be kind.",
      "note: Always.",
      "list: 1. One\n  - Inner\n2. Two",
      "table: H1 | H2 | H2\na | b",
    ]);
  });
});

describe("books", () => {
  it("reads chapters in the order of the spine, named by the table of contents", async () => {
    const { blocks, title } = await readMade(
      makeEpub([
        { name: "Opening", body: "<h1>CHAPTER I<br/>THE DOOR</h1><p>It was <i>shut</i>.</p>" },
        { name: "Closing", body: '<script/><p>It <a id="x"/>opened.</p>' },
      ]),
    );
    expect(blocks.map(({ type, text, locator }) => [locator.chapter, type, text])).toEqual([
      ["Opening", "heading", "CHAPTER I THE DOOR"],
      ["Opening", "paragraph", "It was shut."],
      ["Closing", "paragraph", "It opened."],
    ]);
    expect(title).toBe("A made book");
  });

  it("says of a copy-protected one that it is locked", async () => {
    const encryption =
      '<encryption><EncryptedData><CipherData><CipherReference URI="book/text/c0.xhtml"/></CipherData></EncryptedData></encryption>';
    const book = makeEpub(
      [{ name: "One", body: "<p>x</p>" }],
      [{ name: "META-INF/encryption.xml", content: encryption }],
    );
    await expect(readMade(book)).rejects.toMatchObject({ code: "document_password" });
  });
});
