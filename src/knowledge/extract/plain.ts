/** Markdown and plain text, decoded and cleaned here, understood elsewhere. */
import type { ExtractedDocument } from "../blocks.ts";
import { extractMarkdown } from "../markdown.ts";
import { extractText } from "../text.ts";
import { cleanText } from "./clean.ts";
import { decodeText } from "./decode.ts";
import type { FormatReader } from "./format.ts";
import type { Sink } from "./sink.ts";

/** Reads Markdown. */
export const readMarkdown: FormatReader = async ({ bytes }, sink) => {
  pass(extractMarkdown(cleanText(decodeText(bytes).text)), sink);
};

/** Reads plain text; form feeds part pages. */
export const readText: FormatReader = async ({ bytes, limits }, sink) => {
  const { text } = decodeText(bytes);
  if (text.length > 2 * limits.characters) return pass(oneBlock(text), sink);
  pass(extractText(text.split("\f").map(cleanText).join("\f")), sink);
};

/** Too much for one document anyhow: the sink says so before time goes into its structure. */
function oneBlock(text: string): ExtractedDocument {
  return {
    kind: "text",
    title: null,
    pageCount: null,
    remarks: [],
    blocks: [{ type: "code", text, headingPath: [], locator: {} }],
  };
}

function pass(document: ExtractedDocument, sink: Sink) {
  if (document.title !== null) sink.title(document.title);
  if (document.pageCount !== null) sink.pages(document.pageCount);
  for (const { type, text, level, headingSource, headerRows, locator, hidden } of document.blocks) {
    if (type === "heading") {
      sink.heading(text, level ?? 1, headingSource ?? "guess", locator, hidden);
      continue;
    }
    sink.add(type, text, {
      locator,
      ...(headerRows === undefined ? {} : { headerRows }),
      ...(hidden === undefined ? {} : { hidden }),
    });
  }
}
