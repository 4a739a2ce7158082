/** Waiting no longer than somebody else does. */

/** What the work resolves to, or null after so many milliseconds: then it goes on unheard. */
export function within<Value>(milliseconds: number, work: Promise<Value>): Promise<Value | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(null), milliseconds);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
