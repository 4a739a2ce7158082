import { useEffect, useState } from "preact/hooks";

/** The present time in milliseconds, drawn again every `every` milliseconds; 0 never draws again. */
export function useNow(every: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (every === 0) return;
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
