/** Slack's three entities back to characters. Always the last step: decoding first would turn inert text into live tokens. */
export function decodeEntities(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_whole, name: string) => (name === "amp" ? "&" : name === "lt" ? "<" : ">"));
}
