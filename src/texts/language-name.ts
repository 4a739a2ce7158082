import type { Language } from "./locale.ts";

/** "de" is "German", or "Deutsch" for Germans; what is no BCP 47 tag stays as it is. */
export function languageName(tag: string, reader: Language): string {
  try {
    return new Intl.DisplayNames(reader, { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
