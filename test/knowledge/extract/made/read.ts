/** Reads a made file in this process, as the child would: for tests of what is read rather than of what contains it. */
import type { FileKind } from "../../../../src/course/document-kinds.ts";
import type { DocumentRemark } from "../../../../src/course/document-remarks.ts";
import { detectKind } from "../../../../src/knowledge/extract/detect.ts";
import { formats } from "../../../../src/knowledge/extract/formats.ts";
import { defaultLimits, type ExtractionLimits } from "../../../../src/knowledge/extract/limits.ts";
import { createSink, type SinkBlock } from "../../../../src/knowledge/extract/sink.ts";

export type MadeDocument = {
  kind: FileKind;
  title: string | null;
  pageCount: number | null;
  remarks: DocumentRemark[];
  blocks: SinkBlock[];
  /** Each block as "type level: text", which is easy to compare. */
  lines: string[];
};

export async function readMade(
  bytes: Uint8Array | string,
  fileName = "file",
  limits: Partial<ExtractionLimits> = {},
): Promise<MadeDocument> {
  const all = { ...defaultLimits, ...limits };
  const content = Buffer.from(bytes);
  const kind = await detectKind({ bytes: content, fileName, limits: all });
  const blocks: SinkBlock[] = [];
  const sink = createSink({ limits: all, onBlock: (block) => blocks.push(block), onProgress: () => {} });
  await (await formats[kind].reader())({ bytes: content, limits: all }, sink);
  const { title, pageCount, remarks } = sink.summary();
  const lines = blocks.map(({ type, level, text }) => `${type}${level === undefined ? "" : ` ${level}`}: ${text}`);
  return { kind, title, pageCount, remarks, blocks, lines };
}
