import { html } from "htm/preact";
import { useEffect, useRef } from "preact/hooks";
import type { Find } from "./director.ts";
import type { Tour } from "./use-tour.ts";

/** The bar below the page while the tour is playing: what is going on, and how to stop it. */
export function TourBar({ tour }: { tour: Tour }) {
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    bar.current?.querySelector("button")?.focus();
    // Back to where it was begun, unless the focus has found another place.
    return () => {
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) document.querySelector<HTMLElement>(".tour-start")?.focus();
      });
    };
  }, []);
  return html`<section class="tour" aria-label="Tour" ref=${bar}>
      <p class="tour-place">${tour.step} of ${tour.steps}<span class="tour-progress" aria-hidden="true"><i style=${{ width: `${(tour.step / tour.steps) * 100}%` }}></i></span></p>
      <div class="tour-words" aria-live="polite">
        <p class="tour-caption">${tour.caption}</p>
        ${
          tour.waitingFor === null
            ? null
            : html`<p class="tour-waiting">Still waiting for ${tour.waitingFor}. Something under “What goes wrong” may hold it up.</p>`
        }
      </div>
      <div class="tour-controls">
        <button type="button" class="button" onClick=${tour.pause}>${tour.paused ? "Go on" : "Pause"}</button>
        <button type="button" class="button" onClick=${tour.next}>${tour.step === tour.steps ? "Finish" : "Next"}</button>
        <button type="button" class="button" onClick=${tour.end}>End <kbd>Esc</kbd></button>
      </div>
    </section>
    ${tour.target === null ? null : html`<${Ring} find=${tour.target} />`}`;
}

/** Drawn round what the tour is about to press; follows it while the page moves. */
function Ring({ find }: { find: Find<HTMLElement> }) {
  const ring = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let frame = 0;
    const follow = () => {
      const box = find()?.getBoundingClientRect();
      const style = ring.current?.style;
      if (style !== undefined) {
        style.visibility = box === undefined ? "hidden" : "visible";
        style.left = `${(box?.left ?? 0) - 4}px`;
        style.top = `${(box?.top ?? 0) - 4}px`;
        style.width = `${(box?.width ?? 0) + 8}px`;
        style.height = `${(box?.height ?? 0) + 8}px`;
      }
      frame = requestAnimationFrame(follow);
    };
    follow();
    return () => cancelAnimationFrame(frame);
  }, [find]);
  return html`<div class="tour-ring" aria-hidden="true" ref=${ring}></div>`;
}
