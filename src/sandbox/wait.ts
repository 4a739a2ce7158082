/** The part of a feed that a waiting test needs. */
type Wakes = { listen(listener: () => void): () => void };

/**
 * Asks a question now and after everything that the feeds tell, until it has an answer.
 * @throws Error after `timeoutMs` of real time (30 s when left out: machines can be slow), naming `what`; and whatever the question throws
 */
export function waitFor<T>(
  question: () => T | null | undefined | false,
  feeds: readonly Wakes[],
  { timeoutMs = 30_000, what = question.toString() }: { timeoutMs?: number; what?: string } = {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    const stops: (() => void)[] = [];
    const finish = (then: () => void) => {
      clearTimeout(timer);
      for (const stop of stops) stop();
      then();
    };
    const look = () => {
      try {
        const answer = question();
        if (answer !== null && answer !== undefined && answer !== false) finish(() => resolve(answer));
      } catch (error) {
        finish(() => reject(error));
      }
    };
    const timer = setTimeout(() => {
      finish(() => reject(new Error(`waited ${timeoutMs} ms in vain for: ${what}`)));
    }, timeoutMs);
    for (const feed of feeds) stops.push(feed.listen(look));
    look();
  });
}
