import { randomBytes } from "node:crypto";

/** Numbers from 0 to 1 (1 excluded). */
export type Random = () => number;

/** Unpredictable numbers: the sandbox's default, so that ids never repeat after a restart. */
export function createSystemRandom(): Random {
  return () => randomBytes(4).readUInt32BE(0) / 2 ** 32;
}

/** The same numbers for the same seed (mulberry32), so that a run with faults can be repeated. */
export function createSeededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const mixed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const hex = "0123456789abcdef";

export type Ids = {
  /** An id as Slack writes them: a prefix (T, U, C, D, F, V, A, B, Ev) and ten capitals and digits. */
  next(prefix: string): string;
  /** Five letters and digits, as Slack gives blocks and actions that came without an id. */
  short(): string;
  /** Lower-case hexadecimal digits, for hashes and secrets in URLs. */
  hex(length: number): string;
  /** A trigger id: two numbers and a hash. */
  trigger(): string;
  uuid(): string;
};

/** Makes ids that look like Slack's from the numbers given. */
export function createIds({ random }: { random: Random }): Ids {
  const pick = (alphabet: string, length: number) =>
    Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)] ?? "0").join("");
  const digits = (length: number) => pick("123456789", length);
  return {
    next: (prefix) => `${prefix}0${pick(upper, 9)}`,
    short: () => pick(mixed, 5),
    hex: (length) => pick(hex, length),
    trigger: () => `${digits(13)}.${digits(12)}.${pick(hex, 32)}`,
    uuid: () => [8, 4, 4, 4, 12].map((length) => pick(hex, length)).join("-"),
  };
}
