/** What a reader of one format is given and gives back. */
import type { ExtractionLimits } from "./limits.ts";
import type { Sink } from "./sink.ts";

export type FormatInput = { bytes: Uint8Array; limits: ExtractionLimits };

/** Reads a whole file into the sink. Throws CoursewrightError with a `document_…` code; anything else counts as damage. */
export type FormatReader = (input: FormatInput, sink: Sink) => Promise<void>;
