/** Lines that name a picture or table: they stand out as headings do, but head nothing. */
const caption =
  /^(?:figure|fig\.|table|chart|exhibit|listing|example|abbildung|abb\.|tabelle|tab\.|tableau|figura|tabla|figuur|tabel|rysunek|рис\.|таблица|図|表|그림|표)\s*[\dIVX]/iu;

/** Whether a line is a caption. */
export function isCaption(text: string): boolean {
  return caption.test(text.trim());
}
