/** Reads files of every format into blocks, each file in a child process of its own: a bomb ends there. */
import { createReadStream } from "node:fs";
import { CoursewrightError } from "../../errors.ts";
import type { ExtractedDocument } from "../blocks.ts";
import { runContained } from "./contained.ts";
import { tooLarge, unreadable } from "./failures.ts";
import { defaultLimits, type ExtractionLimits } from "./limits.ts";

/** What the extractor needs of a log. */
export type ExtractorLog = { info(facts: Record<string, unknown>, message: string): void };

/** The file itself, or the path of one that the bot may read. */
export type ExtractRequest = ({ bytes: Uint8Array } | { path: string }) & {
  /** As its uploader named it: tells kinds of plain text apart, and nothing else. */
  fileName: string;
  /** The media type that its sender claims. */
  declaredType?: string;
  signal?: AbortSignal;
  /** Pages (slides, sheets, chapters) that are done, and how many there are. */
  onProgress?(done: number, total: number): void;
  /** What it took, also when it failed. */
  onMeasured?(measure: { milliseconds: number; peakBytes: number }): void;
};

export type Extractor = {
  /**
   * Reads one file, waiting while as many are being read as may be at once. Throws CoursewrightError: `document_empty`, `_wrong_type`,
   * `_old_office`, `_password`, `_no_text`, `_too_large`, `_damaged`, `_timeout`, `_unavailable` (the source cannot be read), or `cancelled`.
   */
  extract(request: ExtractRequest): Promise<ExtractedDocument>;
};

/** An extractor. `limits` replaces some of the limits of a file; `maxAtOnce` is how many children may run at the same time. */
export function createExtractor(options: {
  log?: ExtractorLog;
  maxAtOnce?: number;
  limits?: Partial<ExtractionLimits>;
}): Extractor {
  const limits = { ...defaultLimits, ...options.limits };
  const places = createPlaces(options.maxAtOnce ?? 2);
  return {
    async extract(request) {
      const { signal } = request;
      if ("bytes" in request && request.bytes.length > limits.inputBytes) throw tooLarge("size", limits.inputBytes);
      if ("bytes" in request && request.bytes.length === 0) throw unreadable("document_empty", "the file has no bytes");
      const release = await places.take(signal);
      try {
        return await runContained({
          input: "bytes" in request ? piecesOf(request.bytes) : bytesOfFile(request.path, limits),
          fileName: request.fileName,
          limits,
          ...(request.declaredType === undefined ? {} : { declaredType: request.declaredType }),
          ...(signal === undefined ? {} : { signal }),
          ...(request.onProgress === undefined ? {} : { onProgress: request.onProgress }),
          onMeasured({ message, ...measure }) {
            options.log?.info({ ...measure, message }, "a file was read");
            request.onMeasured?.(measure);
          },
        });
      } finally {
        release();
      }
    },
  };
}

/** So many places; who finds none free waits in line, and leaves it when its signal aborts. */
function createPlaces(count: number) {
  let free = count;
  const line: (() => void)[] = [];
  const release = () => {
    const next = line.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return {
    async take(signal?: AbortSignal): Promise<() => void> {
      if (signal?.aborted === true) throw new CoursewrightError("cancelled", "the extraction was cancelled");
      if (free > 0) free -= 1;
      else {
        await new Promise<void>((resolve, reject) => {
          const onAbort = () => {
            line.splice(line.indexOf(go), 1);
            reject(new CoursewrightError("cancelled", "the extraction was cancelled"));
          };
          const go = () => {
            signal?.removeEventListener("abort", onAbort);
            resolve();
          };
          signal?.addEventListener("abort", onAbort, { once: true });
          line.push(go);
        });
      }
      return release;
    },
  };
}

function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += 65_536) yield bytes.subarray(start, start + 65_536);
}

async function* bytesOfFile(path: string, limits: ExtractionLimits): AsyncGenerator<Uint8Array> {
  let taken = 0;
  for await (const chunk of createReadStream(path)) {
    const piece: unknown = chunk;
    if (!(piece instanceof Uint8Array)) continue;
    taken += piece.length;
    if (taken > limits.inputBytes) throw tooLarge("size", limits.inputBytes);
    yield piece;
  }
}
