/** What people read when they install the bot, pass a limit, or delete everything. */
import type { Texts } from "../english.ts";
import { number, some } from "./plural.ts";

/** Pages in the browser: plain words, no markup. */
export const installTexts: Texts["install"] = {
  done: {
    heading: "Coursewright ist installiert",
    next: "Geh zurück zu Slack und öffne Coursewright in der Seitenleiste: Im Home-Tab kommen Dokumente hinzu. Dann gib in einem beliebigen Channel /course ein.",
  },
  failed: {
    heading: "Coursewright wurde nicht installiert",
    next: "Nichts wurde geändert. Schließ diese Seite und fang neu an; wenn es wieder misslingt, frag die Leute, die Coursewright betreiben.",
  },
};

/** Refusals of what asks too much. Each names the limit. */
export const limitTexts: Texts["limits"] = {
  prompt: (length, limit) =>
    `Das sind ${number(length)} Zeichen; in diesem Workspace darf eine Anfrage ${number(limit)} haben. Kürze sie bitte, oder schreib die Einzelheiten in ein Dokument und nenne es mit \`@\`.`,
  reply: (length, limit) =>
    `Das sind ${number(length)} Zeichen; eine Antwort darf ${number(limit)} haben. Kürze sie bitte, oder schreib die Einzelheiten in ein Dokument.`,
  courses: (limit, minutes) =>
    `Du hast innerhalb einer Stunde ${some(limit, "Kurs", "Kurse")} angefordert; mehr erlaubt dieser Workspace einer Person nicht. Der nächste kann in ${some(minutes, "Minute", "Minuten")} beginnen.`,
  tokens: (limit) =>
    `Das Budget dieses Workspace für das Sprachmodell ist aufgebraucht: ${number(limit)} Tokens im Monat. Am Ersten beginnt es von vorn; Admins können es in meinem Home-Tab erhöhen.`,
};

/** "Delete everything" in Home's settings. */
export const eraseTexts: Texts["erase"] = {
  title: "Alles löschen",
  warning:
    "Das löscht endgültig alle Kurse, Dokumente, Einstellungen und alles andere, was Coursewright von diesem Workspace aufbewahrt. Nachrichten und Dateien, die schon in Slack sind, bleiben dort.",
  confirm: (word) => `Gib zur Bestätigung ${word} ein`,
  submit: "Löschen",
  close: "Abbrechen",
  mismatch: (word) => `Gib ${word} ein, genau so.`,
  begun: "Alles von diesem Workspace wird gelöscht. Das dauert ein paar Augenblicke.",
  refused: "Das können nur Admins dieses Workspace.",
};
