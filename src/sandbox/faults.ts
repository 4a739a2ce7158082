import { createSeededRandom, type Random } from "./ids.ts";

/** What goes wrong with one call of the Web API. */
export type CallFault =
  | { kind: "none" }
  /** 429; the wait is in seconds. */
  | { kind: "rate-limited"; retryAfter?: number }
  /** An HTTP error without JSON, 500 when nothing else is said. */
  | { kind: "http-error"; status?: number }
  /** `{ ok: false, error }`. */
  | { kind: "refused"; error: string }
  /** Done, but answered late. */
  | { kind: "slow"; milliseconds: number }
  /** Done, and then the connection is dropped before the answer: the caller cannot know. */
  | { kind: "drop-after" }
  /** The connection is dropped before anything is done. */
  | { kind: "drop-before" };

/** Chances between 0 and 1 for each call; their sum stays below 1. */
type RandomFaults = {
  seed: number;
  rateLimited?: number;
  httpError?: number;
  slow?: number;
  dropAfter?: number;
  dropBefore?: number;
  /** Milliseconds of a slow answer at most; 2,000 when left out. */
  slowest?: number;
  /** Seconds that a random 429 asks for at most; 2 when left out. */
  longestWait?: number;
  /** Only these methods. */
  methods?: readonly string[];
};

/** What goes wrong with deliveries to the bot. */
type DeliveryFaults = {
  seed: number;
  /** Chance that a delivery is sent once more, and then perhaps once more again. */
  repeat?: number;
  /** Chance that an event is held back and overtaken by later ones, and for how many milliseconds at most. */
  hold?: number;
  longestHold?: number;
};

export type Faults = {
  /** The next calls of this method meet these faults, one after the other; then all is well again. `*` is every method. */
  script(method: string, steps: readonly CallFault[]): void;
  random(faults: RandomFaults | null): void;
  deliveries(faults: DeliveryFaults | null): void;
  /** Every call answers 503 while on. */
  down(on: boolean): void;
  /** Takes away scripts, random faults and delivery faults. */
  clear(): void;
  /** How many faults of each kind were met so far. */
  counts(): Readonly<Record<string, number>>;
  nextCall(method: string): CallFault;
  nextDelivery(): { copies: number; hold: number };
};

/** Decides what goes wrong: by script, by seeded chance, or by a switch. */
export function createFaults(): Faults {
  const scripts = new Map<string, CallFault[]>();
  const counts: Record<string, number> = {};
  let chance: { faults: RandomFaults; random: Random } | null = null;
  let delivery: { faults: DeliveryFaults; random: Random } | null = null;
  let isDown = false;

  function count<T extends { kind: string }>(fault: T): T {
    if (fault.kind !== "none") counts[fault.kind] = (counts[fault.kind] ?? 0) + 1;
    return fault;
  }

  function roll(method: string): CallFault {
    if (chance === null || chance.faults.methods?.includes(method) === false) return { kind: "none" };
    const { faults, random } = chance;
    const wait = Math.ceil(random() * (faults.longestWait ?? 2));
    const milliseconds = Math.ceil(random() * (faults.slowest ?? 2_000));
    let left = random();
    const options: [number | undefined, CallFault][] = [
      [faults.rateLimited, { kind: "rate-limited", retryAfter: wait }],
      [faults.httpError, { kind: "http-error", status: 500 }],
      [faults.slow, { kind: "slow", milliseconds }],
      [faults.dropAfter, { kind: "drop-after" }],
      [faults.dropBefore, { kind: "drop-before" }],
    ];
    for (const [probability = 0, fault] of options) {
      left -= probability;
      if (left < 0) return fault;
    }
    return { kind: "none" };
  }

  return {
    script(method, steps) {
      scripts.set(method, [...(scripts.get(method) ?? []), ...steps]);
    },
    random(faults) {
      chance = faults === null ? null : { faults, random: createSeededRandom(faults.seed) };
    },
    deliveries(faults) {
      delivery = faults === null ? null : { faults, random: createSeededRandom(faults.seed) };
    },
    down(on) {
      isDown = on;
    },
    clear() {
      scripts.clear();
      chance = null;
      delivery = null;
      isDown = false;
    },
    counts: () => ({ ...counts }),
    nextCall(method) {
      if (isDown) return count({ kind: "http-error", status: 503 });
      return count(scripts.get(method)?.shift() ?? scripts.get("*")?.shift() ?? roll(method));
    },
    nextDelivery() {
      if (delivery === null) return { copies: 1, hold: 0 };
      const { faults, random } = delivery;
      const repeat = faults.repeat ?? 0;
      const copies = random() < repeat ? (random() < repeat ? 3 : 2) : 1;
      const hold = random() < (faults.hold ?? 0) ? Math.ceil(random() * (faults.longestHold ?? 500)) : 0;
      if (copies > 1) count({ kind: "delivered-again" });
      if (hold > 0) count({ kind: "held-back" });
      return { copies, hold };
    },
  };
}
