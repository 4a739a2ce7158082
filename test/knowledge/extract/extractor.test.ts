import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createExtractor } from "../../../src/knowledge/extract/extractor.ts";
import { makeDocx, paragraph } from "./made/office.ts";
import { makePages } from "./made/pdf.ts";
import { deflatedAround, makeZip } from "./made/zip.ts";

const markdown = Buffer.from("# Handbook\n\nIntro.\n\n## Part\n\nText.\n");

describe("the extractor", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "extractor-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("reads a file in a child and gives every block its heading path", async () => {
    const document = await createExtractor({}).extract({ bytes: markdown, fileName: "handbook.md" });
    expect(document).toMatchObject({ kind: "markdown", title: "Handbook", pageCount: null, remarks: [] });
    expect(document.blocks.map(({ text, headingPath }) => [text, headingPath])).toEqual([
      ["Handbook", []],
      ["Intro.", ["Handbook"]],
      ["Part", ["Handbook"]],
      ["Text.", ["Handbook", "Part"]],
    ]);
  });

  it("reads a file from its path, says how far it is and what it took", async () => {
    const path = join(folder, "three.pdf");
    await writeFile(path, makePages([1, 2, 3].map((page) => [{ text: `This is page ${page}`, x: 72, y: 700 }])));
    const progress: string[] = [];
    let peak = 0;
    const { pageCount } = await createExtractor({}).extract({
      path,
      fileName: "three.pdf",
      onProgress: (done, total) => progress.push(`${done}/${total}`),
      onMeasured: ({ peakBytes }) => {
        peak = peakBytes;
      },
    });
    expect(pageCount).toBe(3);
    expect(progress).toEqual(["1/3", "2/3", "3/3"]);
    if (process.platform === "linux") expect(peak).toBeGreaterThan(20 * 1024 * 1024);
  });

  it("fails with the child's code and facts", async () => {
    await expect(
      createExtractor({}).extract({ bytes: Buffer.from("PK\x03\x04 torn"), fileName: "a.docx" }),
    ).rejects.toMatchObject({
      code: "document_damaged",
    });
    await expect(
      createExtractor({ limits: { pages: 2 } }).extract({ bytes: makePages([[], [], []]), fileName: "a.pdf" }),
    ).rejects.toMatchObject({ code: "document_too_large", facts: { limit: "pages", allowed: 2 } });
  });

  it("refuses what is too large before anything starts, and a path that leads nowhere", async () => {
    const extractor = createExtractor({ limits: { inputBytes: 10 } });
    await expect(extractor.extract({ bytes: markdown, fileName: "a.md" })).rejects.toMatchObject({
      code: "document_too_large",
      facts: { limit: "size", allowed: 10 },
    });
    await expect(createExtractor({}).extract({ path: join(folder, "none"), fileName: "a" })).rejects.toMatchObject({
      code: "document_unavailable",
    });
  });

  it("ends a child that takes too long, and one that is no longer wanted", async () => {
    const slow = makeZip([
      {
        name: "word/document.xml",
        content: "",
        deflated: deflatedAround("<a>", 0x20, 60, "</a>"),
        claimedSize: 60 << 20,
      },
    ]);
    await expect(
      createExtractor({ limits: { milliseconds: 100 } }).extract({ bytes: slow, fileName: "a.docx" }),
    ).rejects.toMatchObject({
      code: "document_timeout",
    });
    const stop = new AbortController();
    const extraction = createExtractor({}).extract({ bytes: slow, fileName: "a.docx", signal: stop.signal });
    stop.abort();
    await expect(extraction).rejects.toMatchObject({ code: "cancelled" });
  });

  it("ends a child that takes too much memory", async () => {
    // One paragraph of very many runs, which has to be held whole.
    const bomb = makeDocx(`<w:p>${"<w:r><w:t>x</w:t></w:r>".repeat(700_000)}</w:p>`);
    const outcome = createExtractor({ limits: { residentMegabytes: 160 } }).extract({
      bytes: bomb,
      fileName: "a.docx",
    });
    await expect(outcome).rejects.toMatchObject({ code: "document_too_large", facts: { limit: "memory" } });
  });

  it("runs no more than two at once, and goes on after one that failed", async () => {
    const extractor = createExtractor({ maxAtOnce: 2 });
    let running = 0;
    let most = 0;
    // The bytes are asked for when the child begins, and the measure comes when it ends.
    const extractions = Array.from({ length: 5 }, (_, index) => {
      const bytes = index === 1 ? Buffer.from("PK\x03\x04") : markdown;
      const counted = new Proxy(bytes, {
        get(target, key) {
          if (key === "subarray") {
            running += 1;
            most = Math.max(most, running);
          }
          const value: unknown = Reflect.get(target, key, target);
          return typeof value === "function" ? value.bind(target) : value;
        },
      });
      return extractor.extract({
        bytes: counted,
        fileName: "a.md",
        onMeasured: () => {
          running -= 1;
        },
      });
    });
    const ends = await Promise.allSettled(extractions);
    expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled", "fulfilled"]);
    expect(most).toBe(2);
  });

  it("lets a waiting extraction go when it is no longer wanted, and keeps the line moving", async () => {
    const extractor = createExtractor({ maxAtOnce: 1 });
    const stop = new AbortController();
    const first = extractor.extract({ bytes: makeDocx(paragraph("One.")), fileName: "a.docx" });
    const second = extractor.extract({ bytes: markdown, fileName: "b.md", signal: stop.signal });
    const third = extractor.extract({ bytes: markdown, fileName: "c.md" });
    stop.abort();
    await expect(second).rejects.toMatchObject({ code: "cancelled" });
    expect((await first).kind).toBe("docx");
    expect((await third).kind).toBe("markdown");
  });
});
