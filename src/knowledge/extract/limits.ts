/** How much one file may take. What passes a limit fails with `document_too_large`, naming it: nothing is cut off silently. */
import { z } from "zod";

const megabyte = 1024 * 1024;

export const extractionLimitsSchema = z.strictObject({
  /** From the start of the child to its end. */
  milliseconds: z.int().min(100),
  heapMegabytes: z.int().min(32),
  /** Resident memory at which the child is killed: buffers live outside the heap, so its own limit does not hold them. */
  residentMegabytes: z.int().min(64),
  /** The platform's limit on the data segment, for what grows faster than the memory is looked at. */
  dataMegabytes: z.int().min(256),
  /** Of the file itself. */
  inputBytes: z.int().min(1),
  characters: z.int().min(1),
  blocks: z.int().min(1),
  cells: z.int().min(1),
  pages: z.int().min(1),
  zipMembers: z.int().min(1),
  /** Of one member of a zip, unpacked. */
  zipPartBytes: z.int().min(1),
  /** Of everything unpacked from a zip. */
  zipTotalBytes: z.int().min(1),
  /** Elements or groups inside one another. */
  depth: z.int().min(1),
});
export type ExtractionLimits = z.infer<typeof extractionLimitsSchema>;

export const defaultLimits: ExtractionLimits = {
  milliseconds: 30_000,
  heapMegabytes: 384,
  residentMegabytes: 768,
  dataMegabytes: 1300,
  inputBytes: 50 * megabyte,
  characters: 20_000_000,
  blocks: 300_000,
  cells: 200_000,
  pages: 2000,
  zipMembers: 5000,
  zipPartBytes: 64 * megabyte,
  zipTotalBytes: 128 * megabyte,
  depth: 512,
};
