/** Work that begins at once, while whoever wants to read of it is still getting ready. */

export type ReadAhead<Value> = AsyncIterable<Value> & {
  /** Resolves when the work has ended; what it threw is left unsaid. For when nobody will read. */
  ended(): Promise<void>;
  /** Takes what has come and was not read, without waiting. */
  taken(): Value[];
};

/** Starts reading. What has come is kept until it is read, once; then what the source throws is thrown. */
export function readAhead<Value>(source: AsyncIterable<Value>): ReadAhead<Value> {
  const arrived: Value[] = [];
  let over: { error: unknown } | { error: null } | null = null;
  let wake = () => {};
  let left = false;

  async function pump(): Promise<void> {
    try {
      for await (const value of source) {
        if (left) return;
        arrived.push(value);
        wake();
      }
      over = { error: null };
    } catch (error) {
      over = { error };
    } finally {
      wake();
    }
  }

  const pumping = pump();
  return {
    ended: () => pumping,
    taken: () => arrived.splice(0),
    async *[Symbol.asyncIterator]() {
      try {
        for (;;) {
          for (let value = arrived.shift(); value !== undefined; value = arrived.shift()) yield value;
          if (over !== null) break;
          await new Promise<void>((resolve) => {
            wake = resolve;
            if (arrived.length > 0 || over !== null) resolve();
          });
        }
      } finally {
        left = true;
      }
      if (over.error !== null) throw over.error;
    },
  };
}
