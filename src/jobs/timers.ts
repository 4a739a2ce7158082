/** Something done again and again, so that tests can do it themselves. */

/** Calls `run` every so many milliseconds; the result ends it. */
export type Every = (milliseconds: number, run: () => void) => () => void;

/** The real one. It does not keep the process alive. */
export const every: Every = (milliseconds, run) => {
  const timer = setInterval(run, milliseconds);
  timer.unref();
  return () => clearInterval(timer);
};
