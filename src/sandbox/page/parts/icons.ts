import { html } from "htm/preact";

const PATHS = {
  send: "M2.5 3.2a.6.6 0 0 1 .85-.67l14 6.9a.64.64 0 0 1 0 1.14l-14 6.9a.6.6 0 0 1-.85-.67L4.2 11 10.5 10 4.2 9z",
  plus: "M10 4v12M4 10h12",
  close: "m5 5 10 10M15 5 5 15",
  reply:
    "M4 5.5A2.5 2.5 0 0 1 6.5 3h7A2.5 2.5 0 0 1 16 5.5v5a2.5 2.5 0 0 1-2.5 2.5H9l-4 4v-4.2A2.5 2.5 0 0 1 4 10.5zM7.5 6.8h5M7.5 9.4h3",
  smile: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM7 11.5s1 2 3 2 3-2 3-2M7.6 7.8v.4M12.4 7.8v.4",
  more: "M10 5v.01M10 10v.01M10 15v.01",
  overflow: "M5 10h.01M10 10h.01M15 10h.01",
  chevron: "m6 8 4 4 4-4",
  back: "m12 5-5 5 5 5",
  search: "M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM13 13l4 4",
  eye: "M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5zM10 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z",
  lock: "M6.5 9V6.5a3.5 3.5 0 0 1 7 0V9M5 9h10v7.5H5z",
  hash: "M7.5 3.5 6 16.5M14 3.5l-1.5 13M3.8 7.5h13M3.2 12.5h13",
  file: "M5 2.8h6.5L15.5 7v10.2h-10.5zM11.2 3v4.2h4.2",
  moon: "M16 11.8A6.5 6.5 0 0 1 8.2 4a6.5 6.5 0 1 0 7.8 7.8z",
  sun: "M10 13.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM10 2.5v1.7M10 15.8v1.7M2.5 10h1.7M15.8 10h1.7M4.7 4.7l1.2 1.2M14.1 14.1l1.2 1.2M4.7 15.3l1.2-1.2M14.1 5.9l1.2-1.2",
  people:
    "M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 16.5c0-3 2-5 5-5s5 2 5 5M13 9.5a2.5 2.5 0 0 0 0-5M14.5 11.8c1.9.5 3 2.3 3 4.7",
  traffic: "M3 7h13M13 4l3 3-3 3M17 13H4M7 10l-3 3 3 3",
  trouble: "M10 3 2.5 16.5h15zM10 8v4M10 14.2v.3",
  check: "m4.5 10.5 3.5 3.5 7.5-8",
  up: "M10 16V5M5 9.5 10 4.5l5 5",
  trash: "M4 6h12M8 6V4h4v2M5.5 6l.7 10.5h7.6L14.5 6",
  thumbUp: "M3 9h2.8v7H3zM5.8 9 9 3.2c1.2 0 2 .9 1.8 2L10.3 8h4.4c1 0 1.6.9 1.4 1.8l-1 4.7c-.2.9-.9 1.5-1.8 1.5H5.8",
  thumbDown:
    "M3 11h2.8V4H3zM5.8 11 9 16.8c1.2 0 2-.9 1.8-2l-.5-2.8h4.4c1 0 1.6-.9 1.4-1.8l-1-4.7C14.9 4.6 14.2 4 13.3 4H5.8",
} as const;

type IconName = keyof typeof PATHS;

/** A line drawing in the colour of the text around it; it says nothing to a screen reader. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  const filled = name === "send";
  return html`<svg
    class="icon"
    width=${size}
    height=${size}
    viewBox="0 0 20 20"
    fill=${filled ? "currentColor" : "none"}
    stroke=${filled ? "none" : "currentColor"}
    stroke-width=${name === "more" || name === "overflow" ? 2.4 : 1.5}
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    <path d=${PATHS[name]} />
  </svg>`;
}
