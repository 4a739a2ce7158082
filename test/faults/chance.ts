/** Choices by chance that are the same for the same seed, and that do not depend on the order in which they are asked for. */
import { createHash } from "node:crypto";
import { createSeededRandom } from "../../src/sandbox/ids.ts";

export type Chance = {
  /** From `from` up to `to`. */
  between(from: number, to: number): number;
  whole(from: number, to: number): number;
  happens(probability: number): boolean;
  /** @throws Error when there is nothing to pick from */
  pick<T>(list: readonly T[]): T;
  /** Choices of their own: what is asked of one has no influence on the other. */
  fork(name: string): Chance;
};

/** Choices for a seed and a name. */
export function createChance(seed: number, name = ""): Chance {
  const digest = createHash("sha256").update(`${seed}/${name}`).digest();
  const random = createSeededRandom(digest.readUInt32BE(0));
  const between = (from: number, to: number) => from + random() * (to - from);
  const whole = (from: number, to: number) => Math.floor(between(from, to + 1));
  return {
    between,
    whole,
    happens: (probability) => random() < probability,
    pick(list) {
      const picked = list[whole(0, list.length - 1)];
      if (picked === undefined) throw new Error("there is nothing to pick from");
      return picked;
    },
    fork: (other) => createChance(seed, `${name}/${other}`),
  };
}
