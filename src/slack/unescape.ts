/** Slack's three escapes, undone in one pass: `&amp;lt;` was typed as `&lt;`. A brief undoes its own (`course/brief.ts`). */
export function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt);/gu, (_, name) => (name === "amp" ? "&" : name === "lt" ? "<" : ">"));
}
