/** Reads the text out of raw HTML that stands inside another format. */
import { Parser } from "htmlparser2";

/** Elements whose content no reader sees. */
const silent = new Set(["script", "style", "template", "noscript", "iframe", "object", "svg"]);
/** Elements that stand on lines of their own. */
const standalone = new Set(
  [
    "address article aside blockquote br dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr",
    "li main nav ol p pre section summary table td th tr ul",
  ].flatMap((names) => names.split(" ")),
);

/** The text that a browser would show of a fragment of HTML, paragraphs apart by blank lines. Comments and scripts are left out. */
export function textOfMarkup(html: string): string {
  const pieces: string[] = [];
  let silenced = 0;
  const parser = new Parser({
    onopentagname(name) {
      if (silent.has(name)) silenced += 1;
      if (standalone.has(name)) pieces.push("\n");
    },
    ontext(text) {
      if (silenced === 0) pieces.push(text.replace(/\s+/gu, " "));
    },
    onclosetag(name) {
      if (silent.has(name)) silenced = Math.max(0, silenced - 1);
      if (standalone.has(name)) pieces.push("\n");
    },
  });
  parser.write(html);
  parser.end();
  const lines = pieces.join("").split("\n");
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n");
}
