/** What a folder of real documents says is right, and whether an extraction is. */
import type { ExtractedDocument } from "../../src/knowledge/blocks.ts";

export type Expectation = {
  file: string;
  format: string;
  phrases: string[];
  headings: { level: number; text: string }[];
  count: number | null;
  pagePhrase: { page: number; text: string } | null;
  /** A scan: the right outcome is to say that it has no text. */
  isScan: boolean;
};

export type Verdict = {
  phrases: [right: number, all: number];
  headings: [right: number, all: number];
  pages: [right: number, all: number];
  misses: string[];
};

/** Reads the manifest. Columns are found by their names; lists in a cell are parted by " ¦ ". */
export function readManifest(text: string): Map<string, Expectation> {
  const [header = "", ...rows] = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const names = header.split("\t");
  const expectations = new Map<string, Expectation>();
  for (const row of rows) {
    const cells = row.split("\t");
    const cell = (name: string) => cells[names.indexOf(name)]?.trim() ?? "";
    const numbered = (value: string) => {
      const match = /^(\d+):(.*)$/s.exec(value);
      return { number: Number(match?.[1] ?? 0), text: (match?.[2] ?? "").trim() };
    };
    const phrases = parts(cell("key_phrases"));
    const page = numbered(cell("page_phrase"));
    expectations.set(cell("file"), {
      file: cell("file"),
      format: cell("format"),
      phrases,
      headings: parts(cell("headings"))
        .map(numbered)
        .map(({ number, text: title }) => ({ level: number, text: title })),
      count: cell("pages_slides_sheets") === "" ? null : Number(cell("pages_slides_sheets")),
      pagePhrase: cell("page_phrase") === "" ? null : { page: page.number, text: page.text },
      isScan: phrases.length === 0,
    });
  }
  return expectations;
}

/** Compares. A file's phrases count as one: all of them are there. A file without phrases must fail as `document_no_text`. */
export function judge(expected: Expectation, document: ExtractedDocument | null, code: string | null): Verdict {
  const misses: string[] = [];
  const blocks = document?.blocks ?? [];
  const all = plain(blocks.map(({ text }) => text).join("\n"));
  const isRight = (what: string, right: boolean) => {
    if (!right) misses.push(what);
    return right;
  };
  const phraseRight = expected.isScan
    ? isRight(`should have no text, got ${code ?? "text"}`, code === "document_no_text")
    : expected.phrases.every((phrase) => isRight(`phrase "${phrase}"`, all.includes(plain(phrase))));
  const headings = expected.headings.filter(({ level, text }) =>
    isRight(
      `heading ${level}:${text}`,
      blocks.some((block) => block.type === "heading" && block.level === level && plain(block.text) === plain(text)),
    ),
  );
  const { count, pagePhrase } = expected;
  const checks: boolean[] = [];
  if (count !== null && !expected.isScan) {
    const got = document?.pageCount ?? null;
    checks.push(isRight(`${count} pages, got ${got}`, got === count));
  }
  if (pagePhrase !== null) {
    const onPage = blocks.filter(({ locator }) => (locator.page ?? locator.slide) === pagePhrase.page);
    const text = plain(onPage.map((block) => block.text).join("\n"));
    checks.push(isRight(`"${pagePhrase.text}" on page ${pagePhrase.page}`, text.includes(plain(pagePhrase.text))));
  }
  return {
    phrases: [phraseRight ? 1 : 0, 1],
    headings: [headings.length, expected.headings.length],
    pages: [checks.filter(Boolean).length, checks.length],
    misses,
  };
}

function parts(cell: string): string[] {
  return cell
    .split("¦")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** Without regard to white space and the kind of quotation marks. */
function plain(text: string): string {
  return text.normalize("NFKC").replace(/[‘’‚]/g, "'").replace(/[“”„]/g, '"').replace(/\s+/g, " ").trim();
}
