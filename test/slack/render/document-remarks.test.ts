import { expect, test } from "vitest";
import { remarkSentences } from "../../../src/slack/render/document-remarks.ts";
import { documentRow } from "../../../src/slack/render/home-documents.ts";
import { detailsModal } from "../../../src/slack/render/modals/document-details.ts";
import type { DocumentRecord } from "../../../src/storage/documents-port.ts";
import { inLanguage } from "../../../src/texts/locale.ts";
import { document, everyRemark } from "../../fixtures/documents.ts";
import { allText } from "../../fixtures/journeys.ts";

const remarks: DocumentRecord["remarks"] = [
  { kind: "pages_without_text", count: 3, of: 117 },
  { kind: "comments_left_out", count: 1 },
];
const row = (change: Partial<DocumentRecord>, who: "admin" | "member") =>
  allText(documentRow({ ...document, ...change }, who));
const details = (change: Partial<DocumentRecord>) =>
  allText(
    detailsModal({
      document: { ...document, ...change },
      link: null,
      use: { total: 0, courses: [] },
      asked: new Set(),
      note: null,
    }).blocks,
  );

test("a document's row says in short what was left out, to admins and members", () => {
  for (const who of ["admin", "member"] as const) {
    expect(row({ remarks }, who)).toContain(
      "Ready · PDF · 117 pages · 230 passages · 3 pages without text · 1 comment left out",
    );
    expect(row({ remarks }, who)).not.toContain("OCR");
  }
});

test("its details say it in sentences, with what to do", () => {
  expect(details({ remarks })).toContain(
    "*Not everything in it could be used*\n• 3 of 117 pages have no text. If they are pictures, such as scans, run text recognition (OCR) over the file and *Replace* it.\n• 1 comment was left out. If it matters, put it into the text and *Replace* the file.",
  );
  expect(details({})).not.toContain("Not everything");
});

test("nothing is said of an earlier reading while the next one is on its way", () => {
  for (const state of ["queued", "indexing", "failed"] as const) {
    expect(row({ remarks, state }, "admin")).not.toContain("without text");
    expect(details({ remarks, state })).not.toMatch(/Not everything|no text/);
  }
});

test.each([
  ["en", 1, ["1 of 3000 pages has no text. If it is", "1 of 3000 sheets is hidden and was", "1 comment was left"]],
  ["en", 2, ["2 of 3000 pages have no text. If they", "2 of 3000 sheets are hidden and were", "2 comments were left"]],
  ["de", 1, ["1 von 3.000 Seiten hat keinen Text. Ist sie", "1 von 3.000 Blättern ist", "1 Kommentar wurde"]],
  ["de", 2, ["2 von 3.000 Seiten haben keinen Text. Sind", "2 von 3.000 Blättern sind", "2 Kommentare wurden"]],
] as const)("one and several are counted as the language does: %s %i", (language, count, beginnings) => {
  const counted = everyRemark.map((remark) => ("count" in remark ? { ...remark, count } : remark));
  const sentences = inLanguage(language, () => remarkSentences({ state: "ready", remarks: counted }));
  expect(sentences).toHaveLength(everyRemark.length);
  for (const beginning of beginnings) {
    expect(sentences.filter((sentence) => sentence.startsWith(`• ${beginning}`))).toHaveLength(1);
  }
});
