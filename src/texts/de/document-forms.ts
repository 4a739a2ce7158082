/** What people read in the modals that change a document, and in the settings. Values that go in are already escaped. */
import type { Texts } from "../english.ts";
import { number, some } from "./plural.ts";
import { dateTexts } from "./slack-date.ts";

export const documentTexts: Texts["document"] = {
  loading: "Lädt …",
  close: "Schließen",
  cancel: "Abbrechen",
  gone: "Dieses Dokument gibt es nicht mehr. Jemand hat es gelöscht.",
  goneTitle: "Dokument gelöscht",
  rename: {
    title: "Umbenennen",
    submit: "Umbenennen",
    label: "Titel",
    hint: (number) => `Die Nummer @${number} bleibt; der Kurzname richtet sich nach dem Titel.`,
    missing: "Gib einen Titel an.",
    changed: (title) =>
      `Jemand hat es inzwischen in „${title}“ umbenannt. Wenn dein Titel besser ist, benenne es noch einmal um.`,
  },
  replace: {
    title: "Ersetzen",
    submit: "Ersetzen",
    introUnread: (number, title) =>
      `Der neue Inhalt tritt an die Stelle dessen, was in \`@${number}\` *${title}* nicht gelesen werden konnte. Nummer und Titel bleiben.`,
    intro: (number, title, version) =>
      `Der neue Inhalt wird Version ${version + 1} von \`@${number}\` *${title}*. Nummer und Titel bleiben, und Version ${version} bleibt in Gebrauch, bis die neue gelesen ist.`,
    files: "Neue Datei",
    filesHint: "Höchstens 10 MB.",
    link: "Oder der Link einer öffentlichen Seite",
    text: "Oder Text einfügen (Markdown geht)",
    nothing: "Wähle eine Datei, gib einen Link an oder füge Text ein.",
    one: "Gib nur eines der drei an, nicht mehrere.",
    changed: (version) =>
      `Jemand hat es inzwischen ersetzt: Jetzt gilt Version ${version}. Schließ das hier und sieh sie dir an, bevor du sie ersetzt.`,
  },
  delete: {
    title: "Dokument löschen?",
    submit: "Löschen",
    sure: (number, title) =>
      `Das löscht \`@${number}\` *${title}* endgültig, mit allem, was ich daraus gelesen habe. Die Nummer bekommt kein anderes Dokument.`,
    unused: "Kein Kurs beruht darauf.",
    used: (count) =>
      count === 1
        ? "1 Kurs beruht darauf. Er bleibt, wie er ist, aber seine Quellen in diesem Dokument lassen sich nicht mehr öffnen:"
        : `${some(count, "Kurs", "Kurse")} beruhen darauf. Sie bleiben, wie sie sind, aber ihre Quellen in diesem Dokument lassen sich nicht mehr öffnen:`,
    changed:
      "Jemand hat es ersetzt, seit du das hier geöffnet hast: Sieh noch einmal nach, und lösche es, wenn du es dann noch willst.",
  },
  details: {
    title: "Dokument",
    size: "Größe",
    versionLabel: "Version",
    shortName: "Kurzname",
    added: "Hinzugefügt",
    addedBy: (user, when) => `${dateTexts.slackDay(when)} von <@${user}>`,
    source: "Quelle",
    readAgain: "Neu lesen",
    readAgainStarted: "Es wird neu gelesen. Home zeigt, wie weit es ist.",
    courses: "Kurse, die darauf beruhen",
    noCourses: "Noch keine.",
    more: (count) => `und ${some(count, "weiterer", "weitere")}`,
    current: "beruht auf dieser Version",
    outdated: (version) => `beruht auf Version ${version}`,
    refresh: "Auffrischen",
    refreshing: "Auffrischung angefordert; der Thread des Kurses zeigt die Änderung",
    refreshNote:
      "„Auffrischen“ schreibt nur die Module und Überprüfungen neu, die dieses Dokument nennen, im Thread des Kurses.",
    refreshHint: (number) => `Stütze dich auf die neue Version von @${number}.`,
    leftOut: "Nicht alles darin ließ sich verwenden",
    accepted: (version) => `:hourglass_flowing_sand: Version ${version} wird gelesen. Home zeigt, wie weit es ist.`,
  },
  leftOut: {
    pages_without_text: (count, of) =>
      `${number(count)} von ${number(of)} Seiten ${count === 1 ? "hat keinen Text. Ist sie ein Bild, etwa ein Scan" : "haben keinen Text. Sind sie Bilder, etwa Scans"}, lass eine Texterkennung (OCR) über die Datei laufen und wähle „Ersetzen“.`,
    slides_without_text: (count, of) =>
      `${number(count)} von ${number(of)} Folien ${count === 1 ? "hat keinen Text. Wenn ihr Bild etwas Wichtiges sagt" : "haben keinen Text. Wenn ihre Bilder etwas Wichtiges sagen"}, schreib es in die Notizen und wähle „Ersetzen“.`,
    pages_damaged: (count, of) =>
      `${number(count)} von ${number(of)} Seiten ${count === 1 ? "ist beschädigt und wurde" : "sind beschädigt und wurden"} ausgelassen. Speichere die Datei neu in dem Programm, aus dem sie kommt, und wähle „Ersetzen“.`,
    slides_hidden: (count, of) =>
      `${number(count)} von ${number(of)} Folien ${count === 1 ? "ist ausgeblendet und wurde" : "sind ausgeblendet und wurden"} ausgelassen. Wenn Kurse darauf beruhen sollen, blende sie ein und wähle „Ersetzen“.`,
    sheets_hidden: (count, of) =>
      `${number(count)} von ${number(of)} Blättern ${count === 1 ? "ist ausgeblendet und wurde" : "sind ausgeblendet und wurden"} ausgelassen. Wenn Kurse darauf beruhen sollen, blende ${count === 1 ? "es" : "sie"} ein und wähle „Ersetzen“.`,
    comments_left_out: (count) =>
      count === 1
        ? "1 Kommentar wurde ausgelassen. Wenn er wichtig ist, übernimm ihn in den Text und wähle „Ersetzen“."
        : `${some(count, "Kommentar", "Kommentare")} wurden ausgelassen. Wenn sie wichtig sind, übernimm sie in den Text und wähle „Ersetzen“.`,
    quotation_mark_open: () =>
      "Ein Anführungszeichen in der Datei wird nie geschlossen, deshalb sind ihre Zellen vielleicht falsch getrennt. Schließ es und wähle „Ersetzen“.",
  },
  courseLine: (title, link, note) =>
    `${link === null ? `*${title}*` : `*<${link}|${title}>*`}${note === "" ? "" : `\n${note}`}`,
};

export const settingsTexts: Texts["settings"] = {
  title: "Einstellungen",
  submit: "Speichern",
  close: "Abbrechen",
  admins: "Wer außerdem Admin ist",
  adminsHint:
    "Zusätzlich zu den Inhabern und Admins des Workspace. Gäste können keine Admins sein, auch wenn sie hier gewählt sind.",
  adminsPlaceholder: "Sonst niemand",
  defaultsHeading: "Wenn eine Anfrage nichts dazu sagt",
  level: "Niveau",
  length: "Dauer",
  language: "Sprache",
  courseDecides: "Der Kurs entscheidet",
  requestLanguage: "Die Sprache der Anfrage",
  limitsHeading: "Grenzen",
  coursesPerHour: "Kurse, die eine Person in einer Stunde anfordern darf",
  coursesPerHourHint: "Leer: keine Grenze.",
  tokensPerMonth: "Tokens des Sprachmodells im Monat",
  tokensPerMonthHint:
    "Gelesene und geschriebene, für den ganzen Workspace; ein Token ist etwa ein halbes Wort. Leer: keine Grenze.",
  fileMegabytes: "Größte Datei, in MB",
  fileMegabytesHint: (most) =>
    `1 bis ${most}. Das Upload-Formular von Slack nimmt 10 MB an; größere Dateien kommen per Direktnachricht.`,
  documentPages: "Seiten, die ein Dokument haben darf",
  documentPassages: "Text, den ein Dokument haben darf",
  promptCharacters: "Zeichen, die eine Anfrage haben darf",
  replyCharacters: "Zeichen, die eine Antwort haben darf",
  range: (least, most) => `${number(least)} bis ${number(most)}. Leer: ${number(most)}.`,
  passagesRange: (least, most) =>
    `In Textstellen, die höchstens eine halbe Seite haben: ${number(least)} bis ${number(most)}. Leer: ${number(most)}.`,
  guests: "Channels mit Gästen",
  guestsShort: "Kurse dürfen dort Dokumente nutzen",
  guestsOption:
    "In Channels, in denen Gäste oder Personen aus anderen Workspaces sind, nutzen Kurse keine Dokumente, außer du erlaubst es: Wer mitliest, liest dann, was ein Kurs zitiert.",
  keepingHeading: "Aufbewahrung",
  erase: "Alle Kurse, Dokumente und Einstellungen dieses Workspace endgültig löschen",
  eraseEverything: "Alles löschen …",
  retentionDays: "Kurse vergessen, an denen sich so viele Tage nichts getan hat",
  retentionDaysHint: "Leer: Sie werden aufbewahrt.",
  onUninstall: "Wenn ich aus dem Workspace entfernt werde",
  onUninstallKeep: "Alles aufbewahren, falls ich zurückkomme",
  onUninstallErase: "Alles löschen",
  changed:
    "Jemand anderes hat die Einstellungen inzwischen geändert. Das hier sind die neuesten; ändere sie noch einmal, wenn nötig.",
};
