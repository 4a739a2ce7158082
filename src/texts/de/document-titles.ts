/** Why a document cannot have a title. Values that go in are already escaped. */
import type { Texts } from "../english.ts";

export const documentTitleTexts: Texts["documentTitle"] = {
  number: "Das liest sich wie die Nummer eines Dokuments. Gib ihm einen Titel aus Wörtern.",
  wordless: "Gib ihm einen Titel mit Buchstaben oder Ziffern, damit man es nennen kann.",
  taken: (number) => `So heißt schon @${number}. Wähle einen anderen Titel, damit man die beiden unterscheiden kann.`,
};
