import { describe, expect, it } from "vitest";
import { readMade } from "./made/read.ts";

const page = (body: string) => `<!DOCTYPE html><html><head><title>The page</title></head><body>${body}</body></html>`;
const prose =
  "Everyone who enters the workshop wears goggles and gloves, and reads the instructions at the door first.";

describe("pages of the web", () => {
  it("keeps the content and leaves out what stands around it", async () => {
    const { lines, title } = await readMade(
      page(
        `<nav><ul><li><a href="/">Home</a></li></ul></nav><header><p>Our company</p></header><main><h1>Workshop <a class="headerlink">¶</a></h1><p>${prose}<sup class="reference">[1]</sup></p><div class="share">Share this</div></main><aside>Ads</aside><footer>© us</footer><script>var x = 1;</script>`,
      ),
    );
    expect(lines).toEqual(["heading 1: Workshop", `paragraph: ${prose}`]);
    expect(title).toBe("The page");
  });

  it("keeps everything of a page whose whole content is said to be around something", async () => {
    expect((await readMade(page(`<div class="sidebar"><p>${prose}</p></div>`))).lines).toEqual([`paragraph: ${prose}`]);
  });

  it("writes lists, definitions, code and tables", async () => {
    const { lines } = await readMade(
      page(
        `<p>${prose}</p><ol start="3"><li>Three<ul><li>inner</ul><li>Four</ol><dl><dt>Key</dt><dd>opens</dd></dl><pre>a\n  b</pre><table><tr><th>H</th><th colspan="2">W</th></tr><tr><td>1</td><td>2</td><td>3<table><tr><td>x</td><td>y</td></tr></table></td></tr></table>`,
      ),
    );
    expect(lines.slice(1)).toEqual([
      "list: 3. Three\n  - inner\n4. Four",
      "list: - Key: opens",
      "code: a\n  b",
      "table: H | W |\n1 | 2 | 3 x / y",
    ]);
  });

  it("takes tables that lay the page out for what is in them", async () => {
    const { lines } = await readMade(
      page(`<table><tr><td><h2>Part</h2><p>${prose}</p></td><td>Menu</td></tr></table>`),
    );
    expect(lines.slice(0, 2)).toEqual(["heading 2: Part", `paragraph: ${prose}`]);
  });

  it("reads the encoding from the page", async () => {
    const bytes = Buffer.from(page('<meta charset="windows-1251"><p>').replace("</p>", ""), "latin1");
    const text = Buffer.concat([bytes.subarray(0, -14), Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2])]);
    expect((await readMade(text)).lines).toEqual(["paragraph: Привет"]);
  });
});

describe("rich text", () => {
  const rtf = (body: string) =>
    `{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial;}{\\f2\\fcharset128 MS;}}{\\stylesheet{\\s0 Normal;}{\\s1\\outlinelevel0 heading 1;}{\\s2 heading 2;}{\\*\\cs3 Strong;}}{\\info{\\title The title}{\\author Nobody}}${body}}`;

  it("reads headings by style, characters by code page and by number, notes, and no more than the text", async () => {
    const { lines, title } = await readMade(
      rtf(
        "\\pard\\s1 First\\par\\pard\\s2 Second\\par\\pard\\plain caf\\'e9 {\\f1 \\'cf\\'f0} {\\f2 \\'88\\'c0\\'83A} \\u8364? \\uc2\\u8211 -- end{\\footnote {\\b A note.}}\\par{\\*\\bkmkstart x}{\\pict ffff}{\\v hidden}{\\field{\\*\\fldinst HYPERLINK}{\\fldrslt link}}\\par",
      ),
    );
    expect(lines).toEqual([
      "heading 1: First",
      "heading 2: Second",
      "paragraph: café Пр 安ア € – end",
      "note: A note.",
      "paragraph: link",
    ]);
    expect(title).toBe("The title");
  });

  it("reads lists and tables", async () => {
    const { lines } = await readMade(
      rtf(
        "\\pard{\\listtext 1.\\tab}One\\par{\\listtext\\'b7\\tab}Two\\par\\pard\\trowd\\intbl a\\cell b\\par c\\cell\\row\\intbl d\\cell e\\cell\\row\\pard After.\\par",
      ),
    );
    expect(lines).toEqual(["list: 1. One\n- Two", "table: a | b c\nd | e", "paragraph: After."]);
  });
});
