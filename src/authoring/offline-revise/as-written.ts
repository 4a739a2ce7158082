/** A person's own words for a title or a description. */
import { clean } from "../offline/clean.ts";

/** Stand for what is in angle brackets while the text is cleaned: letters that nobody writes. */
const [opening, closing] = ["⸨", "⸩"];
/** What Slack writes in angle brackets itself: people, channels, links. */
const markup = /^(?:[@!#]|https?:|mailto:|\/)/i;

/** Cleaned like every text, but for words in angle brackets: whoever writes "<passwords>" means it. */
export function asWritten(text: string): string {
  const kept = text.replace(/<([^<>\n]{1,80})>/gu, (whole, inner: string) =>
    markup.test(inner) || isTag(inner) ? whole : `${opening}${inner}${closing}`,
  );
  return clean(kept).replaceAll(opening, "<").replaceAll(closing, ">");
}

/** Markup for the look of a text, or with attributes: nobody's title. */
function isTag(inner: string): boolean {
  return /=|\/$/.test(inner) || /^(?:b|i|u|s|em|strong|br|p|h[1-6]|div|span|code|pre|script|style)$/i.test(inner);
}
