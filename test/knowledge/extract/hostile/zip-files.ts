/** Hostile office files: bombs and lies in zip, XML, workbooks and texts. */
import { docxMembers, makeDocx, makeEpub, makeOdt, paragraph, xlsxMembers } from "../made/office.ts";
import { deflatedAround, deflatedRun, makeOverlappingZip, makeZip, type ZipMember } from "../made/zip.ts";
import type { HostileFile } from "./file.ts";

function replaced(members: readonly ZipMember[], name: string, change: Partial<ZipMember>): ZipMember[] {
  return members.map((member) => (member.name === name ? { ...member, ...change } : member));
}

function docxWith(documentXml: string): Uint8Array {
  return makeZip(replaced(docxMembers(""), "word/document.xml", { content: documentXml }));
}

const plainDocx = docxMembers(paragraph("A plain sentence."));
const documentStart = '<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>';
const documentEnd = "</w:t></w:r></w:p></w:body></w:document>";
const laughs = Array.from({ length: 10 }, (_, index) => {
  const inside = index === 0 ? "ha" : `&l${index - 1};`.repeat(10);
  return `<!ENTITY l${index} "${inside}">`;
});

export const hostileZips: HostileFile[] = [
  {
    name: "inflates-to-1-gb.docx",
    build: () =>
      makeZip(
        replaced(plainDocx, "word/document.xml", {
          deflated: deflatedAround(documentStart, 0x61, 1024, documentEnd),
          claimedSize: 1024 * 1024 * 1024 + documentStart.length + documentEnd.length,
        }),
      ),
    ends: ["document_too_large"],
  },
  {
    name: "picture-inflates-to-1-gb.docx",
    build: () =>
      makeZip([
        ...plainDocx,
        { name: "word/media/a.png", content: "", deflated: deflatedRun(0, 1024), claimedSize: 1 << 30 },
      ]),
    ends: "imported",
    contains: "A plain sentence.",
  },
  {
    name: "says-it-is-small.docx",
    build: () =>
      makeZip(
        replaced(plainDocx, "word/document.xml", {
          deflated: deflatedAround(documentStart, 0x61, 300, documentEnd),
          claimedSize: 100,
        }),
      ),
    ends: ["document_damaged", "document_too_large"],
  },
  {
    name: "says-it-is-4-gb.docx",
    build: () => makeZip(replaced(plainDocx, "word/document.xml", { claimedSize: 0xffff_fffe })),
    ends: ["document_damaged", "document_too_large"],
  },
  {
    name: "overlapping-members.docx",
    build: () => {
      const names = [
        "[Content_Types].xml",
        "word/document.xml",
        ...Array.from({ length: 4000 }, (_, index) => `word/${index}.xml`),
      ];
      return makeOverlappingZip(names, {
        name: "word/document.xml",
        content: "",
        deflated: deflatedRun(0x20, 60),
        claimedSize: 60 << 20,
      });
    },
    ends: ["document_damaged", "document_too_large", "document_empty"],
  },
  {
    name: "10000-members.docx",
    build: () =>
      makeZip([
        ...plainDocx,
        ...Array.from({ length: 10_000 }, (_, index) => ({ name: `word/part${index}.xml`, content: "<a/>" })),
      ]),
    ends: ["document_too_large"],
  },
  {
    name: "climbs-out.docx",
    build: () => makeZip([...plainDocx, { name: "../../../../tmp/climbed-out.txt", content: "x" }]),
    ends: ["document_damaged", "imported"],
  },
  {
    name: "encrypted.docx",
    build: () => makeZip(plainDocx.map((member) => ({ ...member, isEncrypted: true }))),
    ends: ["document_password"],
  },
  {
    name: "billion-laughs.docx",
    build: () => docxWith(`<!DOCTYPE x [${laughs.join("")}]>${documentStart}&l9;${documentEnd}`),
    ends: ["document_damaged"],
  },
  {
    name: "external-entity.docx",
    build: () =>
      docxWith(`<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>${documentStart}&file;${documentEnd}`),
    ends: ["document_damaged"],
  },
  {
    name: "billion-laughs.epub",
    build: () =>
      makeEpub(
        [{ name: "One", body: "<p>Text of a chapter.</p>" }],
        [{ name: "META-INF/encryption.xml", content: `<!DOCTYPE x [${laughs.join("")}]><a>&l9;</a>` }],
      ),
    ends: ["document_damaged"],
  },
  {
    name: "deep-elements.docx",
    build: () =>
      docxWith(`<w:document><w:body>${"<w:p>".repeat(200_000)}deep${"</w:p>".repeat(200_000)}</w:body></w:document>`),
    ends: ["document_too_large"],
  },
  {
    name: "deep-tables.odt",
    build: () => {
      const open = "<table:table><table:table-row><table:table-cell>".repeat(5000);
      return makeOdt(`${open}<text:p>deep</text:p>`);
    },
    ends: ["document_too_large"],
  },
  {
    name: "repeated-cells.odt",
    build: () =>
      makeOdt(
        `<text:p>Before the table.</text:p><table:table><table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000000"><text:p>cell</text:p></table:table-cell><table:table-cell><text:p>end</text:p></table:table-cell></table:table-row></table:table>`,
      ),
    ends: "imported",
    contains: "Before the table.",
  },
  {
    name: "billion-spaces.odt",
    build: () => makeOdt('<text:p>Wide<text:s text:c="1000000000"/>apart.</text:p>'),
    ends: "imported",
    contains: "Wide apart.",
  },
  {
    name: "cell-in-last-row.xlsx",
    build: () =>
      makeZip(
        xlsxMembers({
          sheets: {
            Far: '<row r="1"><c r="A1" t="inlineStr"><is><t>first</t></is></c></row><row r="1048576"><c r="XFD1048576"><v>42</v></c></row>',
          },
        }),
      ),
    ends: "imported",
    contains: "42",
  },
  {
    name: "wide-row.xlsx",
    build: () => {
      const row = `<row>${"<c><v>1</v></c>".repeat(16_384)}</row>`;
      return makeZip(xlsxMembers({ sheets: { Wide: row.repeat(20) } }));
    },
    ends: ["document_too_large"],
  },
  {
    name: "shared-strings-of-500-mb.xlsx",
    build: () =>
      makeZip(
        replaced(xlsxMembers({ sheets: { One: '<row><c t="s"><v>0</v></c></row>' } }), "xl/sharedStrings.xml", {
          deflated: deflatedAround("<sst><si><t>", 0x61, 500, "</t></si></sst>"),
          claimedSize: 500 * 1024 * 1024 + 28,
        }),
      ),
    ends: ["document_too_large"],
  },
  {
    name: "one-huge-paragraph.docx",
    build: () => makeDocx(`<w:p>${"<w:r><w:t>x</w:t></w:r>".repeat(1_500_000)}</w:p>`),
    ends: ["imported", "document_too_large", "document_timeout"],
    isHeavy: true,
  },
  { name: "cut-short.docx", build: () => makeZip(plainDocx).subarray(0, 700), ends: ["document_damaged"] },
];
