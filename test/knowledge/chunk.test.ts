import { describe, expect, test } from "vitest";
import type { Block } from "../../src/knowledge/blocks.ts";
import { chunk, chunkSizes, documentText } from "../../src/knowledge/chunk.ts";
import { extractMarkdown } from "../../src/knowledge/markdown.ts";
import { estimateTokens } from "../../src/knowledge/tokens.ts";
import { fc } from "../fixtures/properties.ts";

const sentence = (index: number) => `Sentence number ${index} says something about keeping the house in good order.`;
const prose = (sentences: number) => Array.from({ length: sentences }, (_, index) => sentence(index)).join(" ");
const paragraph = (text: string, extra: Partial<Block> = {}): Block => ({
  type: "paragraph",
  text,
  headingPath: [],
  locator: {},
  ...extra,
});

describe("passages of a handbook", () => {
  const markdown = `# Handbook\n\n## Passwords\n\n${prose(8)}\n\n## Data\n\n${prose(60)}\n\n### Classes\n\n${prose(10)}\n`;
  const document = extractMarkdown(markdown);
  const chunks = chunk(document);

  test("keep to their section and say which it is", () => {
    expect(chunks[0]?.place.heading_path).toEqual(["Handbook", "Passwords"]);
    expect(chunks.at(-1)?.place.heading_path).toEqual(["Handbook", "Data", "Classes"]);
    expect(chunks.map(({ ordinal }) => ordinal)).toEqual(chunks.map((_, index) => index));
  });

  test("of a long section are of like size and cut between sentences", () => {
    const data = chunks.filter(({ place }) => place.heading_path.at(-1) === "Data");
    const sizes = data.map(({ text }) => estimateTokens(text));
    expect(data.length).toBeGreaterThan(2);
    expect(Math.min(...sizes)).toBeGreaterThan(200);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(chunkSizes.most);
    for (const { text } of data) expect(text).toMatch(/^Sentence.*order\.$/s);
  });

  test("stand where their offsets say", () => {
    const text = documentText(document);
    for (const passage of chunks) expect(text.slice(passage.start, passage.end)).toBe(passage.text);
  });
});

test("a table is cut between rows and bears its header in every part", () => {
  const rows = Array.from(
    { length: 120 },
    (_, index) => `Item ${index} | ${index * 3} pieces | Shelf ${index % 9}, upper hall`,
  );
  const chunks = chunk({
    blocks: [
      {
        type: "table",
        text: ["Name | Stock | Place", ...rows].join("\n"),
        headingPath: [],
        locator: { sheet: "Stock" },
      },
    ],
  });
  expect(chunks.length).toBeGreaterThan(3);
  for (const { text, place } of chunks) {
    expect(text.split("\n")[0]).toBe("Name | Stock | Place");
    expect(estimateTokens(text)).toBeLessThanOrEqual(chunkSizes.most);
    expect(place.sheet).toBe("Stock");
  }
  expect(chunks.flatMap(({ text }) => text.split("\n").slice(1))).toEqual(rows);
});

test("a list is cut between items and stays with the words that announce it", () => {
  const items = Array.from({ length: 60 }, (_, index) => `- ${sentence(index)}`);
  const list: Block = { type: "list", text: items.join("\n"), headingPath: [], locator: {} };
  const chunks = chunk({ blocks: [paragraph(prose(12)), paragraph("Never do the following:"), list] });
  expect(chunks.flatMap(({ text }) => text.split("\n").filter((line) => line.startsWith("- ")))).toEqual(items);
  expect(chunks.find(({ text }) => text.includes("following:"))?.text).toMatch(/following:\s+- Sentence number 0/);
});

test("pages are never crossed, and a passage bears its page", () => {
  const blocks = [1, 2, 3].map((page) => paragraph(`Page ${page}. ${prose(3)}`, { locator: { page } }));
  expect(chunk({ blocks }).map(({ place, text }) => [place.page, text.slice(0, 6)])).toEqual([
    [1, "Page 1"],
    [2, "Page 2"],
    [3, "Page 3"],
  ]);
});

test("tiny sections join a neighbour under the same parent, with their headings in the text", () => {
  const faq = Array.from({ length: 6 }, (_, index) => `## Question ${index}?\n\nAnswer ${index}, in few words.`).join(
    "\n\n",
  );
  const chunks = chunk(extractMarkdown(`# FAQ\n\n${faq}`));
  expect(chunks).toHaveLength(1);
  expect(chunks[0]?.text).toContain("Question 5?\nAnswer 5");
  const apart = chunk(extractMarkdown(`# One\n\nFew words.\n\n## Sub\n\nFew more.\n\n# Two\n\n${prose(30)}`));
  expect(apart.at(-1)?.place.heading_path).toEqual(["Two"]);
});

test("a sentence longer than a passage is torn at words, and a little is said again", () => {
  const words = Array.from({ length: 900 }, (_, index) => `word${index}`).join(" ");
  const chunks = chunk({ blocks: [paragraph(words)] });
  expect(chunks.length).toBeGreaterThan(3);
  for (const [index, { text, start }] of chunks.entries()) {
    expect(text).toMatch(/^word\d+( word\d+)*$/);
    if (index > 0) expect(start).toBeLessThan(chunks[index - 1]?.end ?? 0);
  }
});

test("Chinese text is measured by characters", () => {
  const chunks = chunk({ blocks: [paragraph("所有员工必须使用强密码并定期更换。".repeat(120))] });
  for (const { text } of chunks) expect(text.length).toBeLessThanOrEqual(chunkSizes.most);
  expect(chunks.map(({ text }) => text).join("")).toBe("所有员工必须使用强密码并定期更换。".repeat(120));
});

test("hidden text is left out, and a document of headings alone still says them", () => {
  expect(chunk({ blocks: [paragraph("seen"), paragraph("unseen", { hidden: true })] }).map(({ text }) => text)).toEqual(
    ["seen"],
  );
  expect(
    chunk(extractMarkdown("# One\n\n## Two"))
      .map(({ text }) => text)
      .join(" "),
  ).toMatch(/One.*Two/s);
  expect(chunk({ blocks: [] })).toEqual([]);
});

test("any document comes out whole, in order and within its limits", () => {
  const block = fc.record({
    type: fc.constantFrom("heading", "paragraph", "list", "table", "code", "note"),
    text: fc
      .array(fc.stringMatching(/^[\w .!?|äß中文。-]{1,400}$/), { minLength: 1, maxLength: 12 })
      .map((lines) => lines.join("\n")),
    page: fc.integer({ min: 1, max: 3 }),
  });
  fc.assert(
    fc.property(fc.array(block, { maxLength: 12 }), (made) => {
      const blocks: Block[] = made.map(({ type, text, page }) => ({
        type,
        text,
        headingPath: [],
        locator: { page },
        ...(type === "heading" && { level: 2 }),
      }));
      const text = documentText({ blocks });
      const chunks = chunk({ blocks });
      let last = -1;
      for (const passage of chunks) {
        expect(passage.text.trim()).not.toBe("");
        expect(passage.start).toBeGreaterThan(last);
        expect(passage.end).toBeLessThanOrEqual(text.length);
        expect(estimateTokens(passage.text)).toBeLessThanOrEqual(chunkSizes.most * 1.5);
        last = passage.start;
      }
      for (const { type, text: said } of made) {
        if (type === "heading") continue;
        for (const word of said.match(/[a-z]{6,}/g) ?? [])
          expect(chunks.some((passage) => passage.text.includes(word.slice(0, 6)))).toBe(true);
      }
    }),
    { numRuns: 150 },
  );
});
