/** A file that was made to do harm, and how it has to end. */
import type { ErrorCode } from "../../../../src/errors.ts";

export type HostileFile = {
  /** As it would be uploaded. */
  name: string;
  build(): Uint8Array;
  /** The codes with which it may fail; "imported" where it has to be read. */
  ends: "imported" | readonly (ErrorCode | "imported")[];
  /** Text that an import has to contain, and text that it must not. */
  contains?: string;
  lacks?: string;
  /** Takes seconds or hundreds of megabytes: run by the benchmark rather than by every test run. */
  isHeavy?: boolean;
};
