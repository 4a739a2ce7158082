/**
 * Every sentence that people see, in one catalogue for each language, grouped by where it appears. Values that go in are already
 * escaped. Read a text where it is shown, never when a module is loaded: the language is that of the work at hand.
 */
import { german } from "./texts/de/german.ts";
import { english, type Texts } from "./texts/english.ts";
import { currentLanguage, type Language } from "./texts/locale.ts";

const catalogues: Readonly<Record<Language, Texts>> = { en: english, de: german };

/** The catalogue of the current language: each group is looked up when it is read. */
export const texts: Texts = new Proxy<Texts>(english, {
  get: (_, group) => Reflect.get(catalogues[currentLanguage()], group),
});

/** Every catalogue, for what people write: it counts in whichever language it is. */
export const allTexts: readonly Texts[] = Object.values(catalogues);
