import { useEffect, useRef, useState } from "preact/hooks";
import type { Snapshot } from "../../page-api.ts";
import { createDirector, type Find, type Pace, TourEnded } from "./director.ts";
import { createScript } from "./script.ts";

/** What the tour's bar shows. */
export type Tour = {
  step: number;
  steps: number;
  caption: string;
  paused: boolean;
  /** What takes long; null while nothing does. */
  waitingFor: string | null;
  /** What the ring is drawn round. */
  target: Find<HTMLElement> | null;
  pause(): void;
  next(): void;
  end(): void;
};

/** So long the end of each step can be looked at. */
const lingerMs = 2_000;

/** So long a caption stays at least, in milliseconds: to be read at an easy pace. */
function readingTime(caption: string): number {
  return 1_500 + caption.length * 45;
}

type Shown = Omit<Tour, "pause" | "next" | "end">;

/**
 * Plays the tour on the page. `snapshot` is what the page shows now; null while it is opening.
 * @returns how it stands, or null while it is not playing, and a function that starts it
 */
export function useTour(options: {
  snapshot: Snapshot | null;
  goTo(place: string): void;
  become(userId: string): void;
}): { tour: Tour | null; start(): void } {
  const latest = useRef(options);
  latest.current = options;
  const pace = useRef<Pace | null>(null);
  /** Who the person was before the tour made them somebody else. */
  const made = useRef<{ from: string; to: string } | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);

  const stop = () => {
    if (pace.current !== null) pace.current.ended = true;
    pace.current = null;
  };

  const end = () => {
    stop();
    setShown(null);
    const { snapshot, become } = latest.current;
    const switched = made.current;
    made.current = null;
    // Whoever has picked somebody else meanwhile stays that person.
    if (switched !== null && [switched.from, switched.to].includes(snapshot?.me.id ?? "")) become(switched.from);
  };

  const start = () => {
    end();
    const own: Pace = { paused: false, hurried: false, ended: false };
    pace.current = own;
    const show = (change: Partial<Shown>) => {
      if (!own.ended) setShown((before) => (before === null ? null : { ...before, ...change }));
    };
    void play(own, show).then(
      () => !own.ended && end(),
      (error: Error) => {
        if (!(error instanceof TourEnded)) show({ caption: `The tour cannot go on: ${error.message}.`, paused: true });
      },
    );
  };

  async function play(own: Pace, show: (change: Partial<Shown>) => void): Promise<void> {
    const director = createDirector({
      pace: own,
      snapshot() {
        const { snapshot } = latest.current;
        if (snapshot === null) throw new Error("the page is still opening");
        return snapshot;
      },
      goTo: (place) => latest.current.goTo(place),
      become(userId) {
        const from = latest.current.snapshot?.me.id ?? userId;
        if (from !== userId) made.current = { from, to: userId };
        latest.current.become(userId);
      },
      aim: (target) => show({ target }),
      waitingFor: (waitingFor) => show({ waitingFor }),
    });
    const script = createScript();
    for (const [index, { caption, play: playStep }] of script.entries()) {
      own.hurried = false;
      const began = { step: index + 1, steps: script.length, caption, paused: own.paused };
      setShown({ ...began, waitingFor: null, target: null });
      const read = director.rest(readingTime(caption));
      // Also when the step itself ends the tour: nobody waits for the reading then.
      read.catch(() => undefined);
      await playStep(director);
      await read;
      await director.rest(lingerMs);
    }
  }

  const playing = shown !== null;
  useEffect(() => {
    if (!playing) return;
    const key = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      // Ends the tour and nothing else: not also the menu or the thread that it has opened.
      event.preventDefault();
      event.stopPropagation();
      end();
    };
    window.addEventListener("keydown", key, true);
    return () => window.removeEventListener("keydown", key, true);
  }, [playing]);
  useEffect(() => stop, []);

  const tour = shown && {
    ...shown,
    pause() {
      if (pace.current === null) return;
      pace.current.paused = !pace.current.paused;
      setShown({ ...shown, paused: pace.current.paused });
    },
    next() {
      if (pace.current === null) return;
      pace.current.hurried = true;
      pace.current.paused = false;
      setShown({ ...shown, paused: false });
    },
    end,
  };
  return { tour, start };
}
