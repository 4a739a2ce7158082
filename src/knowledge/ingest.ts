/** Takes a document in: its source becomes blocks, blocks become passages, and when the last is saved all are shown at once. */
import { createHash } from "node:crypto";
import { setImmediate as turn } from "node:timers/promises";
import { z } from "zod";
import { CoursewrightError, codeOf, type ErrorCode } from "../errors.ts";
import type { DocumentRecord, DocumentRepository, DocumentSource } from "../storage/documents-port.ts";
import type { PassageRepository } from "../storage/passages.ts";
import type { Lease, RequestRecord } from "../storage/store.ts";
import type { ExtractedDocument } from "./blocks.ts";
import { chunk, documentText } from "./chunk.ts";
import { detectConfiguration } from "./language.ts";
import type { Lexer } from "./lexemes.ts";
import { linkTitle } from "./link-title.ts";
import { extractMarkdown } from "./markdown.ts";
import { hashOf, searchable } from "./searchable.ts";
import { extractText } from "./text.ts";

/** A file's bytes, and what its sender says of it. */
export type FetchedFile = { bytes: Uint8Array; fileName: string; declaredType?: string };
/**
 * Brings a file of Slack's or a public page. Throws CoursewrightError: a `document_…` code when trying again cannot help,
 * `slack_unreachable` when it can.
 */
export type FetchFile = (asked: {
  workspaceId: string;
  source: Exclude<DocumentSource, { kind: "text" }>;
  signal: AbortSignal;
}) => Promise<FetchedFile>;
/** Reads a file of any format. Throws CoursewrightError with a `document_…` code. */
export type ExtractPort = {
  extract(
    file: FetchedFile & { signal?: AbortSignal; onProgress?(done: number, total: number): void },
  ): Promise<ExtractedDocument>;
};

/** How large one document of a workspace may be. */
export type DocumentLimits = (workspaceId: string) => Promise<{ pages: number; passages: number }>;

/** A request of kind "ingest" may say that the bytes of another document are welcome. */
const payloadSchema = z.object({ allowDuplicate: z.boolean().default(false) });

export type IngestContext = { request: RequestRecord; lease: Lease; signal: AbortSignal };
export type IngestOutcome =
  | { result: "ready"; passages: number; pages: number | null }
  | { result: "failed"; code: ErrorCode };
export type Ingestion = {
  /**
   * Runs a request of kind "ingest". What a killed run had saved is not saved again. A document that cannot be read ends as
   * failed, with its code, and the request as done; anything else is thrown, to be tried again.
   */
  ingest(context: IngestContext): Promise<IngestOutcome>;
  /** The request is given up after too many tries: the document says so. */
  giveUp(context: IngestContext, error: unknown): Promise<void>;
};

/** Near 15 ms of PGlite's one lane. */
const batchSize = 40;
const batchesPerProgress = 5;
/** So many short documents leave their counts behind before somebody looks whether it is time to fold them. */
const documentsPerTidying = 16;
/** Longer texts go to the child process, whose limits hold whatever they contain. */
const longestInline = 400_000;

/** `isWhole`: in one statement. */
type Saved = { count: number; isWhole: boolean };

/** `fetchFile` and `extract` may be missing where all documents are pasted text. */
export function createIngestion({
  documents,
  passages,
  lexer,
  extract,
  fetchFile,
  documentLimits,
}: {
  documents: Pick<DocumentRepository, "find" | "begin" | "setState" | "claimContent" | "rename">;
  passages: Pick<PassageRepository, "saveWhole" | "open" | "save" | "publish" | "tidy">;
  lexer: Lexer;
  extract?: ExtractPort;
  fetchFile?: FetchFile;
  documentLimits?: DocumentLimits;
}): Ingestion {
  /** By workspace: short documents since the last tidying. */
  const untidied = new Map<string, number>();

  async function read(
    { workspaceId, id, title, kind }: DocumentRecord,
    source: DocumentSource | null,
    context: IngestContext,
  ): Promise<ExtractedDocument> {
    const { lease, signal } = context;
    if (source === null) throw new CoursewrightError("document_unavailable", `document ${id} has no source`);
    if (source.kind === "text" && source.text.length <= longestInline) {
      if (source.text.trim() === "") throw new CoursewrightError("document_empty", `document ${id} is empty`);
      await refuseTwin(context, new TextEncoder().encode(source.text));
      return isMarkdown(kind) ? extractMarkdown(source.text) : extractText(source.text);
    }
    const file =
      source.kind === "text" ? pastedFile(source.text, title, kind) : await fetched(workspaceId, source, signal);
    await refuseTwin(context, file.bytes);
    if (extract === undefined) throw new CoursewrightError("document_wrong_type", "there is no extractor");
    let told = 0;
    return extract.extract({
      ...file,
      signal,
      onProgress(done, total) {
        // Told at most some twenty times, and never waited for: a progress that is lost is overtaken by the next.
        if (done < told + total / 20) return;
        told = done;
        documents.setState(lease, "indexing", { progress: { done, total, unit: "page" } }).catch(() => undefined);
      },
    });
  }

  /** The same bytes twice are one document, unless somebody has said that it is to be two. */
  async function refuseTwin({ request, lease }: IngestContext, bytes: Uint8Array): Promise<void> {
    if (payloadSchema.safeParse(request.payload).data?.allowDuplicate === true) return;
    const twin = await documents.claimContent(lease, createHash("sha256").update(bytes).digest("hex"));
    if (twin === null) return;
    throw new CoursewrightError("document_duplicate", `document ${lease.lane.id} has the bytes of ${twin.id}`, {
      facts: { number: twin.number, title: twin.title },
    });
  }

  async function refuseTooLarge({ workspaceId, id }: DocumentRecord, pages: number, count: number): Promise<void> {
    const most = await documentLimits?.(workspaceId);
    if (most === undefined || (pages <= most.pages && count <= most.passages)) return;
    const limit = pages > most.pages ? "pages" : "passages";
    const allowed = most[limit];
    throw new CoursewrightError("document_too_large", `document ${id} has more than ${allowed} ${limit}`, {
      facts: { limit, allowed },
    });
  }

  /** A page that was added without a title gets the one that it gives itself. */
  async function nameByPage(
    document: DocumentRecord,
    source: DocumentSource | null,
    { title }: ExtractedDocument,
  ): Promise<void> {
    if (document.kind !== "link" || title === null || title.trim() === "") return;
    if (source?.kind !== "link" || document.title !== linkTitle(source.url)) return;
    await documents.rename(document.workspaceId, document.id, title.replace(/\s+/gu, " ").trim().slice(0, 150));
  }

  async function fetched(
    workspaceId: string,
    source: Exclude<DocumentSource, { kind: "text" }>,
    signal: AbortSignal,
  ): Promise<FetchedFile> {
    if (fetchFile === undefined) throw new CoursewrightError("document_unavailable", "nothing here fetches files");
    return fetchFile({ workspaceId, source, signal });
  }

  async function save(document: DocumentRecord, extracted: ExtractedDocument, context: IngestContext): Promise<Saved> {
    const { lease, signal } = context;
    const chunks = chunk(extracted);
    await refuseTooLarge(document, extracted.pageCount ?? 0, chunks.length);
    if (chunks.length === 0) throw new CoursewrightError("document_no_text", `document ${document.id} has no text`);
    const configuration = detectConfiguration(documentText(extracted));
    const contentHash = hashOf(chunks);
    await turn();
    const described = { version: document.version, contentHash, configuration };
    if (chunks.length <= batchSize) {
      const isWhole = await passages.saveWhole(lease, described, await searchable(lexer, configuration, chunks));
      if (isWhole) return { count: chunks.length, isWhole };
    }
    const set = await passages.open(lease, described);
    const saved: Saved = { count: chunks.length, isWhole: false };
    if (set.isVisible) return saved;
    const total = extracted.pageCount ?? chunks.length;
    const unit = extracted.pageCount === null ? "passage" : "page";
    for (let from = set.saved, batch = 1; from < chunks.length; from += batchSize, batch += 1) {
      signal.throwIfAborted();
      const some = chunks.slice(from, from + batchSize);
      await passages.save(lease, { id: set.id, configuration }, await searchable(lexer, configuration, some));
      if (batch % batchesPerProgress === 0) {
        const done = some.at(-1)?.place.page ?? Math.round(((from + some.length) / chunks.length) * total);
        await documents.setState(lease, "indexing", { progress: { done: Math.min(done, total), total, unit } });
        await turn();
        await passages.tidy(document.workspaceId);
      }
      await turn();
    }
    await passages.publish(lease, set.id);
    return saved;
  }

  async function tidy(workspaceId: string, { isWhole }: Saved, signal: AbortSignal): Promise<void> {
    const short = (untidied.get(workspaceId) ?? 0) + 1;
    const canWait = isWhole && short < documentsPerTidying;
    untidied.set(workspaceId, canWait ? short : 0);
    if (canWait) return;
    while (!signal.aborted && (await passages.tidy(workspaceId))) await turn();
  }

  return {
    async ingest(context) {
      const { lease, signal } = context;
      const { workspaceId, id } = lease.lane;
      const begun = await documents.begin(lease);
      if (begun === null) return { result: "failed", code: "document_unavailable" };
      const { document, source } = begun;
      try {
        const extracted = await read(document, source, context);
        // PGlite works inside this process: between two steps people's requests get a turn of the event loop.
        await turn();
        const saved = await save(document, extracted, context);
        await nameByPage(document, source, extracted);
        const pages = extracted.pageCount;
        await documents.setState(lease, "ready", {
          pageCount: pages,
          passageCount: saved.count,
          remarks: extracted.remarks,
          // Where it comes from says more than how it is written.
          kind: document.kind === "link" || document.kind === "message" ? document.kind : extracted.kind,
        });
        await tidy(workspaceId, saved, signal);
        return { result: "ready", passages: saved.count, pages };
      } catch (error) {
        const code = codeOf(error);
        if (!code.startsWith("document_")) throw error;
        if ((await documents.find(workspaceId, id)) !== null) await fail(lease, error);
        return { result: "failed", code };
      }
    },

    async giveUp({ lease }, error) {
      if ((await documents.find(lease.lane.workspaceId, lease.lane.id)) !== null) await fail(lease, error);
    },
  };

  async function fail(lease: Lease, error: unknown): Promise<void> {
    const facts = error instanceof CoursewrightError ? { ...error.facts } : {};
    await documents.setState(lease, "failed", { failure: { code: codeOf(error), facts } });
  }
}

/** Messages are kept as Markdown. */
function isMarkdown(kind: DocumentRecord["kind"]): boolean {
  return kind === "markdown" || kind === "message";
}

function pastedFile(text: string, title: string, kind: DocumentRecord["kind"]): FetchedFile {
  return { bytes: new TextEncoder().encode(text), fileName: `${title}.${isMarkdown(kind) ? "md" : "txt"}` };
}
