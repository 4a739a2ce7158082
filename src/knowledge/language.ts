/** Guesses the language of a document, roughly: it only chooses how PostgreSQL stems its words. */

/** Small words that a language uses all the time and few others have. Keys are PostgreSQL's text search configurations. */
const smallWords = {
  english: "the of and to in is that for it as with be by on this are or from which you not have was will can should",
  german: "der die das und ist in den von zu mit sich des auf für nicht ein eine dem im werden wird sind auch oder bei",
  french: "le la les des et est une dans que pour qui sur pas au par avec sont du ne vous cette aux être plus ou",
  spanish: "el la los las de que y en un una por con para es se del al como más pero sus su este son o está",
  italian: "il di che la per un una è del con non sono della le si dei alla gli nel da anche più come questo i",
  portuguese: "o os as de que do da em um uma para com não é por mais dos das no na ao ou são como se pelo",
  dutch: "de het een en van is dat op te in voor met zijn niet aan door om ook bij wordt naar uit of deze",
  danish: "og i at det en den til er som på de med han af for ikke der var jeg et har eller efter kan blev",
  swedish: "och i att det som en på är av för med till den har de inte ett om eller från kan ska vid när",
  norwegian: "og i det er som på en at til av for med ikke har den de et om fra kan skal eller ved når etter",
  finnish: "ja on ei se että oli hän mutta ovat kun tai niin joka myös sen ole kuin voi tämä olla sekä jos",
  hungarian: "a az és hogy nem is egy ez van meg csak de ha vagy mint kell azt volt lehet minden el",
  romanian: "și de la în a cu pe nu este un o din că pentru care mai sau sunt fi prin ce le lui",
  turkish: "ve bir bu için ile olarak da de en daha çok olan gibi kadar sonra her veya ise ne değil",
  russian: "и в не на что с по как это для от из к или за но при его все так только может быть",
  greek: "και το να η της του την με για που οι από στο δεν είναι τα σε στην των τον ή",
  indonesian: "yang dan di dengan untuk dari ini itu pada adalah tidak dalam atau ke akan oleh juga",
  arabic: "في من على إلى أن هذا التي عن مع هذه كان لا ما هو أو بعد كل",
  hindi: "के में की है और से को का पर यह कि लिए एक हैं इस भी नहीं",
} as const;
export type Configuration = keyof typeof smallWords | "simple";
/** Every configuration that a document may have; all are part of PostgreSQL 14. */
export const configurations: readonly Configuration[] = [
  "english",
  "german",
  "french",
  "spanish",
  "italian",
  "portuguese",
  "dutch",
  "danish",
  "swedish",
  "norwegian",
  "finnish",
  "hungarian",
  "romanian",
  "turkish",
  "russian",
  "greek",
  "indonesian",
  "arabic",
  "hindi",
  "simple",
];

const sampleCharacters = 20_000;
/** Of a text's words at least this share are its language's small words; lists and tables may have few. */
const least = 0.06;

/** The text search configuration for a document: its language's, or "simple", which takes words as they are. */
export function detectConfiguration(text: string): Configuration {
  // The middle too: a title page or a list of names says little.
  const middle = Math.max(0, Math.floor(text.length / 2) - sampleCharacters / 2);
  const sample = `${text.slice(0, sampleCharacters)} ${text.slice(Math.max(sampleCharacters, middle), middle + sampleCharacters)}`;
  const counts = new Map<string, number>();
  const words =
    sample
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{M}]+/gu) ?? [];
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  let best: Configuration = "simple";
  let most = Math.max(1, words.length * least);
  for (const configuration of configurations) {
    if (configuration === "simple") continue;
    const hits = smallWords[configuration].split(" ").reduce((sum, word) => sum + (counts.get(word) ?? 0), 0);
    if (hits > most) {
      best = configuration;
      most = hits;
    }
  }
  return best;
}
