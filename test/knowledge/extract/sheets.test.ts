import { describe, expect, it } from "vitest";
import { meaningOfCode, writeNumber } from "../../../src/knowledge/extract/xlsx/formats.ts";
import { xlsxMembers } from "./made/office.ts";
import { readMade } from "./made/read.ts";
import { makeZip } from "./made/zip.ts";

const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const formats = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="164"/></cellXfs>';
const styles = `<numFmts><numFmt numFmtId="164" formatCode="dd.mm.yyyy hh:mm"/></numFmts>${formats}`;

describe("workbooks", () => {
  it("reads shared, rich and inline strings, dates, shares, booleans and errors", async () => {
    const { lines, pageCount } = await readMade(
      makeZip(
        xlsxMembers({
          strings: ["<t>Name</t>", "<r><t>Am</t></r><r><t>ount</t></r><rPh><t>phonetic</t></rPh>"],
          styles,
          sheets: {
            Figures: `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>${text("More")}</row><row r="2">${text("Due")}<c s="1"><v>45352</v></c><c s="2"><v>0.125</v></c></row><row r="3">${text("At")}<c s="3"><v>45352.604166666664</v></c><c t="b"><v>1</v></c></row><row r="4">${text("Sum")}<c><f>1+1</f><v>0.30000000000000004</v></c><c t="e"><v>#N/A</v></c></row>`,
          },
        }),
      ),
    );
    expect(lines).toEqual([
      "heading 1: Figures",
      "table: Name | Amount | More\nDue | 2024-03-01 | 12.5%\nAt | 2024-03-01 14:30 | TRUE\nSum | 0.3 | #N/A",
    ]);
    expect(pageCount).toBe(1);
  });

  it("reads any prefix and the strict namespace, marks hidden sheets, skips empty columns and rows", async () => {
    const { blocks } = await readMade(
      makeZip(
        xlsxMembers({
          prefix: "x",
          namespace: "http://purl.oclc.org/ooxml/spreadsheetml/main",
          hidden: ["Attic"],
          sheets: {
            Open: '<x:row r="5"><x:c r="C5"><x:v>1</x:v></x:c><x:c r="Z5"><x:v>2</x:v></x:c></x:row><x:row r="6"><x:c r="C6"><x:v>3</x:v></x:c></x:row>',
            Attic: "<x:row><x:c><x:v>9</x:v></x:c></x:row>",
          },
        }),
      ),
    );
    expect(blocks.map(({ text: own, locator, hidden }) => [own, locator.row, hidden ?? false])).toEqual([
      ["Open", undefined, false],
      ["1 | 2\n3 |", 5, false],
      ["Attic", undefined, true],
      ["9", 1, true],
    ]);
  });

  it("takes lines above a table for text and parts tables at empty rows", async () => {
    const row = (number: number, ...cells: string[]) => `<row r="${number}">${cells.map(text).join("")}</row>`;
    const { lines } = await readMade(
      makeZip(
        xlsxMembers({
          sheets: { S: row(1, "Report") + row(3, "a", "b") + row(4, "1", "2") + row(6, "c", "d") + row(7, "3", "4") },
        }),
      ),
    );
    expect(lines).toEqual(["heading 1: S", "paragraph: Report", "table: a | b\n1 | 2", "table: c | d\n3 | 4"]);
  });

  it("repeats the header when a long table goes on in another block", async () => {
    const rows = Array.from(
      { length: 1200 },
      (_, index) => `<row r="${index + 1}">${text(index === 0 ? "Head" : `n${index}`)}${text("v")}</row>`,
    );
    const { blocks } = await readMade(makeZip(xlsxMembers({ sheets: { S: rows.join("") } })));
    const tables = blocks.filter(({ type }) => type === "table");
    expect(tables.map(({ locator }) => locator.row)).toEqual([1, 502, 1002]);
    expect(tables.every((table) => table.text.startsWith("Head | v\n"))).toBe(true);
    expect(tables.flatMap((table) => table.text.split("\n").slice(1))).toHaveLength(1199);
  });

  it.each([
    ["yyyy-mm-dd", "date"],
    ["mmm yy", "date"],
    ["h:mm AM/PM", "time"],
    ["[h]:mm:ss", "duration"],
    ["mm:ss", "time"],
    ['d. mmmm yyyy" um "hh:mm', "date-time"],
    ["0.0%", "percent"],
    ['#,##0.00 "days"', "number"],
    ["[Red]0.00", "number"],
    ["General", "number"],
    ["[$-407]d. mmmm", "date"],
  ] as const)("takes %s for a %s", (code, meaning) => {
    expect(meaningOfCode(code)).toBe(meaning);
  });

  it("knows both ways to count days", () => {
    expect(writeNumber("1", "date", false)).toBe("1900-01-01");
    expect(writeNumber("59", "date", false)).toBe("1900-02-28");
    expect(writeNumber("61", "date", false)).toBe("1900-03-01");
    expect(writeNumber("0", "date", true)).toBe("1904-01-01");
    expect(writeNumber("43890", "date", true)).toBe("2024-03-01");
    expect(writeNumber("0.5", "time", false)).toBe("12:00");
    expect(writeNumber("1.25", "duration", false)).toBe("30:00:00");
  });
});

describe("tables as text", () => {
  it.each([
    [";", "name;note\nAda;a, b\nGrace;c, d\n"],
    ["\t", "name\tnote\nAda\tx\n"],
    ["|", "name|note\nAda|x\n"],
    [",", 'name,note\n"Ada; Countess",x\n'],
  ])("finds the delimiter %j", async (_, content) => {
    const { lines } = await readMade(content, "list.csv");
    expect(lines[0]?.split("\n")[0]).toBe("table: name | note");
  });

  it("keeps lines inside of quotes in their cell, and survives a quote that never closes", async () => {
    expect((await readMade('a,b\n"one\ntwo",x\n', "list.csv")).lines).toEqual(["table: a | b\none two | x"]);
    const torn = await readMade('a,b\n"one,x\nlast,row\n', "list.csv");
    expect(torn.lines[0]).toContain("last | row");
    expect(torn.remarks).toEqual([{ kind: "quotation_mark_open" }]);
  });
});
