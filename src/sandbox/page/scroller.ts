import { html } from "htm/preact";
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "./parts/icons.ts";

const NEAR = 40;

/**
 * A scrolling pane that stays at its end while one is there: also when the last message grows. Further up it stays where it
 * is and offers a way down. `place` names what is shown: another place begins at its end. `own` is the ts of one's own last
 * message there: whoever writes is taken to what they wrote.
 */
export function Scroller(props: { place: string; label: string; own: string; children?: ComponentChildren }) {
  const { place, label, own, children } = props;
  const frame = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const stuck = useRef(true);
  const [away, setAway] = useState(false);

  const toEnd = () => {
    const box = frame.current;
    if (box !== null) box.scrollTop = box.scrollHeight;
  };

  useLayoutEffect(() => {
    stuck.current = true;
    setAway(false);
    toEnd();
  }, [place, own]);

  useEffect(() => {
    const grown = new ResizeObserver(() => {
      if (stuck.current) toEnd();
    });
    if (content.current !== null) grown.observe(content.current);
    if (frame.current !== null) grown.observe(frame.current);
    return () => grown.disconnect();
  }, []);

  const onScroll = () => {
    const box = frame.current;
    if (box === null) return;
    stuck.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
    setAway(!stuck.current);
  };

  /** Arrows walk from message to message when the pane or a message has the focus. */
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    const target = event.target;
    if (step === 0 || !(target === frame.current || (target instanceof HTMLElement && target.matches("article"))))
      return;
    const all = [...(content.current?.querySelectorAll("article") ?? [])];
    const at = all.findIndex((entry) => entry.isSameNode(target instanceof Node ? target : null));
    const next = at < 0 ? all.at(step < 0 ? -1 : 0) : all[at + step];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };

  return html`<div class="scroller">
    <div class="scroller-frame" ref=${frame} onScroll=${onScroll} onKeyDown=${onKeyDown} tabindex="0" role="region" aria-label=${label}>
      <div class="scroller-content" ref=${content}>${children}</div>
    </div>
    ${
      away
        ? html`<button type="button" class="to-latest" onClick=${toEnd}>Jump to latest <${Icon} name="chevron" size=${16} /></button>`
        : null
    }
  </div>`;
}
