/** Lets one at a time through, in the order they came. */

export type Mutex = {
  /** Resolves when it is one's turn, to a function that ends it; calling that again does nothing. */
  acquire(): Promise<() => void>;
  run<Result>(work: () => Promise<Result>): Promise<Result>;
};

/** A fresh mutex that nobody holds. */
export function createMutex(): Mutex {
  let held = false;
  const waiting: (() => void)[] = [];

  function pass(): void {
    const next = waiting.shift();
    if (next === undefined) held = false;
    else next();
  }

  async function acquire(): Promise<() => void> {
    if (held) await new Promise<void>((resolve) => waiting.push(resolve));
    held = true;
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      pass();
    };
  }

  return {
    acquire,
    async run(work) {
      const end = await acquire();
      try {
        return await work();
      } finally {
        end();
      }
    },
  };
}
