/** What people read about documents: in Home, in its modals, in offers and citations. Values that go in are already escaped. */
import type { Texts } from "../english.ts";
import { number as figure, some } from "./plural.ts";
import { date, dateTexts } from "./slack-date.ts";

const whoReads =
  "Alle in diesem Workspace außer Gästen werden den Inhalt lesen können, und Kurse können daraus zitieren.";
const notForOutsiders = "Gästen und Personen aus anderen Workspaces werden die Dokumente des Teams nicht gezeigt.";

export const homeTexts: Texts["home"] = {
  heading: "Coursewright",
  welcome:
    "Ich mache aus einer Anfrage und den Dokumenten eures Teams einen Schulungskurs. Frag mich mit `/course` in jedem Channel, in dem ich bin, mit einer Erwähnung oder im Tab „Nachrichten“.",
  create: "Kurs erstellen",
  settings: "Einstellungen",
  documents: "Dokumente",
  documentsIntro: 'Nenne sie in einer Anfrage mit Nummer (`@3`) oder Titel (`@"Sicherheitshandbuch"`).',
  addDocument: "Dokumente hinzufügen",
  noDocuments: "Noch keine Dokumente. Die Admins eures Workspace können sie hier hinzufügen.",
  noDocumentsAdmin: "Noch keine Dokumente. Füge eure Handbücher und Leitfäden hinzu, dann beruhen Kurse darauf.",
  outsiders: notForOutsiders,
  search: "Dokumente durchsuchen",
  searchPlaceholder: "Ein Wort aus dem Titel oder @3, dann Enter",
  searchCourses: "Meine Kurse durchsuchen",
  searchCoursesPlaceholder: "Ein Wort aus Titel oder Anfrage, dann Enter",
  clear: "Alle zeigen",
  nothingFound: (search) => `Nichts passt zu „${search}“.`,
  range: (from, to, total) => `${figure(from)}–${figure(to)} von ${figure(total)}`,
  results: (search) => `Treffer für „${search}“`,
  found: (count, search) => `${some(count, "Treffer", "Treffer")} für „${search}“`,
  previous: "← Zurück",
  next: "Weiter →",
  newer: "← Neuere",
  older: "Ältere →",
  document: (number, title, line) => `\`@${number}\`  *${title}*\n${line}`,
  ready: "Bereit",
  queued: "Wartet darauf, gelesen zu werden",
  reading: "Wird gelesen",
  pageOf: (bar, done, total) => `Wird gelesen  ${bar}  Seite ${figure(done)} von ${figure(total)}`,
  partOf: (bar, done, total) => `Wird gelesen  ${bar}  ${Math.round((done / total) * 100)} %`,
  failed: (reason) => `:warning: ${reason}`,
  unready: "Noch nicht bereit: Ein Admin muss sich darum kümmern",
  oldVersionStays: "Bis dahin bleibt die vorige Version in Gebrauch.",
  duplicate: (reason) => `:information_source: ${reason}`,
  extent: {
    page: (count) => some(count, "Seite", "Seiten"),
    slide: (count) => some(count, "Folie", "Folien"),
    sheet: (count) => some(count, "Blatt", "Blätter"),
    chapter: (count) => some(count, "Kapitel", "Kapitel"),
  },
  passages: (count) => some(count, "Textstelle", "Textstellen"),
  version: (version) => `Version ${version}`,
  leftOut: {
    pages_without_text: (count) => `${some(count, "Seite", "Seiten")} ohne Text`,
    slides_without_text: (count) => `${some(count, "Folie", "Folien")} ohne Text`,
    pages_damaged: (count) => `${some(count, "Seite", "Seiten")} beschädigt`,
    slides_hidden: (count) => `${some(count, "ausgeblendete Folie", "ausgeblendete Folien")} ausgelassen`,
    sheets_hidden: (count) => `${some(count, "ausgeblendetes Blatt", "ausgeblendete Blätter")} ausgelassen`,
    comments_left_out: (count) => `${some(count, "Kommentar", "Kommentare")} ausgelassen`,
    quotation_mark_open: () => "Anführungszeichen unklar",
  },
  kinds: { link: "Webseite", message: "Aus Slack" },
  menu: {
    use: "In einem Kurs verwenden",
    details: "Details und Kurse",
    rename: "Umbenennen",
    replace: "Ersetzen",
    delete: "Löschen",
  },
  tryAgain: "Erneut versuchen",
  replace: "Ersetzen",
  delete: "Löschen",
  addAnyway: "Trotzdem hinzufügen",
  discard: "Verwerfen",
  reopen: "Neu posten",
  courses: "Meine Kurse",
  noCourses: "Noch keine. Erstelle oben einen, oder schreib `/course` in einen Channel.",
  course: (title, link, state, when) =>
    `${link === null ? `*${title}*` : `*<${link}|${title}>*`}\n${state} · ${dateTexts.slackDate(when)}`,
};

export const addDocumentTexts: Texts["addDocument"] = {
  title: "Dokumente hinzufügen",
  submit: "Hinzufügen",
  close: "Schließen",
  files: "Dateien",
  filesHint: (formats) =>
    `Bis zu 10 Dateien mit je 10 MB: ${formats} oder Text. Größere schickst du mir im Tab „Nachrichten“.`,
  link: "Oder der Link einer öffentlichen Seite",
  linkPlaceholder: "https://example.org/handbuch",
  linkWrong: "Das ist keine https-Adresse. Sie sollte so aussehen: https://example.org/handbuch",
  documentTitle: "Titel des eingefügten Textes oder der Seite",
  documentTitleHint: "Dateien heißen wie ihr Dateiname; du kannst sie später umbenennen.",
  text: "Oder Text einfügen (Markdown geht)",
  textHint: "Bis zu 3.000 Zeichen. Längere Texte fügst du als Datei hinzu.",
  nothing: "Wähle eine Datei, gib einen Link an oder füge Text ein.",
  titleMissing: "Gib dem eingefügten Text einen Titel; damit finden ihn die anderen.",
  tooLarge: (names, limit) => `Größer als die Grenze von ${figure(limit)} MB: ${names}`,
};

export const addFromSlackTexts: Texts["addFromSlack"] = {
  title: "Zur Wissensbasis",
  submit: "Hinzufügen",
  close: "Abbrechen",
  what: "Was soll hinzukommen?",
  message: "Diese Nachricht",
  thread: (count) => `Der ganze Thread (${some(count, "Nachricht", "Nachrichten")})`,
  file: (name) => `Die Datei ${name}`,
  titleLabel: "Titel",
  titleHint: "Für die Nachricht oder den Thread. Dateien heißen wie ihr Dateiname.",
  titleMissing: "Gib einen Titel an; damit finden die anderen den Text.",
  nothingChosen: "Wähle aus, was hinzukommen soll.",
  whoReads,
  private:
    ":lock: *Das stammt aus einer privaten Unterhaltung.* Wer nicht dabei ist, kann es jetzt nicht lesen. Wenn du es hinzufügst, können es alle in diesem Workspace außer Gästen, und Kurse können daraus zitieren.",
  submitPrivate: "Hinzufügen und teilen",
  noThread:
    "Ich bin nicht in dieser Unterhaltung und kann deshalb nur die Nachricht hinzufügen. Für den ganzen Thread lade mich zuerst ein.",
  empty: "In dieser Nachricht ist kein Text und keine Datei, die hinzukommen könnte.",
  added: "Hinzugefügt",
  addedText: (documents) =>
    `Wird jetzt gelesen: ${documents}\nIch sage dir in unserer Direktnachricht Bescheid, wenn alles gelesen ist; mein Home-Tab zeigt, wie weit es ist.`,
  expired: "Das wurde vor zu langer Zeit geöffnet. Schließ es und benutze den Shortcut noch einmal.",
  somebody: "Jemand",
  someChannel: "ein Channel",
  titleFallback: (when) => `Unterhaltung vom ${date(when).slice(0, "22.11.2026".length)}`,
};

export const fileOfferTexts: Texts["fileOffer"] = {
  offer: (names) => `Soll ${names} in die Wissensbasis?`,
  names: (names, more) => `${names.join(", ")}${more > 0 ? ` und ${figure(more)} weitere` : ""}`,
  whoReads,
  add: "Hinzufügen",
  addAndWrite: "Hinzufügen und Kurs schreiben",
  writeOnly: "Ohne die Datei schreiben",
  decline: "Nein, danke",
  declined: (names) => `Nicht hinzugefügt: ${names}`,
  added: (lines) => `Zur Wissensbasis hinzugefügt:\n${lines}`,
  addedLine: (number, title) => `\`@${number}\` *${title}*, wird gelesen`,
  writing: "Der Kurs beginnt hier unten, sobald gelesen ist.",
  read: (number, title) =>
    `\`@${number}\` *${title}* ist gelesen. Nenne es in einer Anfrage, damit ein Kurs darauf beruht: \`/course … mit @${number}\``,
  unread: (number, title, reason) =>
    `:warning: \`@${number}\` *${title}* ist nicht in der Wissensbasis. ${reason} In meinem Home-Tab geht es weiter.`,
  tooLarge: (name, limit) =>
    `${name} ist größer als ${figure(limit)} MB, deshalb kann ich die Datei nicht hinzufügen. Teile sie auf oder speichere sie kleiner.`,
  notAdmin:
    "Nur Admins dieses Workspace können Dokumente zur Wissensbasis hinzufügen. Bitte jemanden von ihnen, diese Datei hinzuzufügen; dann kann ein Kurs darauf beruhen.",
};

export const passageTexts: Texts["passage"] = {
  title: "Quelle",
  button: (label) => `[${label}] Quelle lesen`,
  open: (label) => `[${label}] Quelle lesen`,
  choose: "Quelle öffnen …",
  place: (number, place) => `\`@${number}\` · ${place}`,
  version: (version) => `Version ${version}`,
  replaced: (version) =>
    `Das Dokument wurde seither ersetzt: Jetzt gilt Version ${version}. Das hier ist, worauf der Kurs beruht.`,
  deleted: "Das Dokument, aus dem das stammt, wurde gelöscht, und sein Text mit ihm.",
  gone: "Diese Textstelle gibt es nicht mehr: Das Dokument wurde seither neu gelesen. Lass den Teil neu schreiben, dann nennt er, was jetzt dort steht.",
  refused: notForOutsiders,
};

export const referenceTexts: Texts["references"] = {
  useInstead: (number, title) => `@${number} ${title} verwenden`,
  chooseDocument: "Dokument wählen …",
  ambiguous: (source) => `Mehrere Dokumente passen zu ${source}. Welches ist gemeint?`,
  reply: (number) => `Nimm auch @${number}.`,
  asked: (number, title) => `Der Kurs nutzt @${number} ${title}; der Thread zeigt, was sich ändert.`,
  gone: "Dieses Dokument gibt es nicht mehr.",
  refusedGuest:
    "Dokumente stehen Gästen und Personen aus anderen Workspaces nicht offen, deshalb nutzt dieser Kurs keine.",
  refusedChannel:
    "In diesem Channel sind Gäste oder Personen aus anderen Workspaces, deshalb nutzt dieser Kurs keine Dokumente des Teams. Ein Admin kann das in meinem Home-Tab unter „Einstellungen“ erlauben.",
  refusedUnknown:
    "Slack hat nicht gesagt, wer in diesem Channel ist, deshalb nutzt dieser Kurs keine Dokumente des Teams. Füge mich zum Channel hinzu und frag noch einmal.",
};

export const welcomeText: Texts["welcome"] = [
  "Hallo! Schreib hier, was die Leute lernen sollen, und ich schreibe den Kurs in einen Thread unter deiner Nachricht. Zum Beispiel:",
  "• _Eine Sicherheitsschulung für Neue im Team, 2 Stunden, mit @1 und @3_",
  "• `/course docs` zeigt die Dokumente, die du nennen kannst, `/course list` deine Kurse, `/course help` den Rest",
  "Schick mir eine Datei, und wenn du Admin bist, biete ich dir an, sie zur Wissensbasis hinzuzufügen.",
].join("\n");
