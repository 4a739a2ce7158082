/** "1 Modul", "3 Module", "1.200 Module" */
export function some(count: number, one: string, many: string): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** A number as Germans write it: "1.200", "1,5". */
export function number(count: number): string {
  return count.toLocaleString("de");
}

/** Minutes in words, in hours where they are whole or half ones. */
export function minutesText(minutes: number): string {
  const hours = minutes / 60;
  if (minutes >= 60 && Number.isInteger(hours * 2)) return some(hours, "Stunde", "Stunden");
  return some(Math.round(minutes), "Minute", "Minuten");
}

/** "a, b oder c" */
export function either(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} oder ${texts.at(-1)}`;
}

/** A sentence inside a sentence ends without its full stop. */
export function bare(text: string): string {
  return text.replace(/[.\s]+$/, "");
}
