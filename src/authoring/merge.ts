/** Several streams of events as one. */

/**
 * Tells what all of them tell, as it comes. One that throws lets the others run to their end; then the first error is thrown.
 * @param leave called when nobody reads on, before the sources are left: it must end whatever they wait for
 */
export async function* merge<Value>(
  sources: readonly AsyncGenerator<Value, void, undefined>[],
  leave: () => void,
): AsyncGenerator<Value, void, undefined> {
  const arrived: Value[] = [];
  const errors: unknown[] = [];
  let running = sources.length;
  let wake = () => {};
  let left = false;

  async function pump(source: AsyncGenerator<Value, void, undefined>): Promise<void> {
    try {
      for await (const value of source) {
        if (left) return;
        arrived.push(value);
        wake();
      }
    } catch (error) {
      errors.push(error);
    } finally {
      running -= 1;
      wake();
    }
  }

  const pumps = sources.map(pump);
  try {
    for (;;) {
      for (let value = arrived.shift(); value !== undefined; value = arrived.shift()) yield value;
      if (running === 0) break;
      await new Promise<void>((resolve) => {
        wake = resolve;
        // Something may have come while the last value was read.
        if (arrived.length > 0 || running === 0) resolve();
      });
    }
  } finally {
    left = true;
    if (running > 0) leave();
    await Promise.all(pumps);
  }
  if (errors.length > 0) throw errors[0];
}
