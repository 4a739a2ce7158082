/** Which language the work at hand speaks to people in. It is set once, where an interaction or a job begins, and holds for all that follows from it. */
import { AsyncLocalStorage } from "node:async_hooks";

export const languages = ["en", "de"] as const;
export type Language = (typeof languages)[number];

const current = new AsyncLocalStorage<Language>();

/** Runs something, and whatever it starts, in a language. */
export function inLanguage<Result>(language: Language, run: () => Result): Result {
  return current.run(language, run);
}

/** English where nobody has said otherwise. */
export function currentLanguage(): Language {
  return current.getStore() ?? "en";
}

/** @param locale as Slack tells it ("de-DE"), or a browser ("de-DE,de;q=0.9,en;q=0.8"); null when they do not */
export function languageOf(locale: string | null): Language {
  return languages.find((language) => locale?.toLowerCase().split(/[-_,;]/u)[0] === language) ?? "en";
}
