/** What people read when they ask for a course: answers, lists, refusals. */
import type { Texts } from "../english.ts";
import { number } from "./plural.ts";
import { dateTexts } from "./slack-date.ts";

export const commandTexts: Texts["command"] = {
  starting: "Es geht los …",
  waiting: (minutes) =>
    `Gerade werden viele Kurse geschrieben. Deiner beginnt in etwa ${minutes === 1 ? "einer Minute" : `${number(minutes)} Minuten`}, von selbst.`,
  started: (link) => `Dein Kurs entsteht in <${link}|diesem Thread>. Ich erwähne dich dort, wenn er fertig ist.`,
  help: [
    "*Coursewright* macht aus einer Anfrage und den Dokumenten eures Teams einen Schulungskurs, in einem Thread.",
    "• `/course Erstelle eine Sicherheitsschulung mit @1 @3` schreibt einen Kurs, der auf den Dokumenten 1 und 3 beruht",
    '• nenne Dokumente mit Nummer (`@3`), Titel (`@"Sicherheitshandbuch"`) oder Kurznamen (`@sicherheitshandbuch`); ohne Angabe durchsuche ich alle',
    "• sag, für wen, wie lang und wie tief: `/course Einarbeitung für Neue in der Entwicklung, 2 Stunden, Anfänger`",
    "• `/course dokumente` zeigt die Dokumente, `/course liste` deine Kurse",
    "Du kannst mich auch in einem Channel oder Thread erwähnen oder mir direkt schreiben. Admins fügen Dokumente in meinem Home-Tab hinzu.",
  ].join("\n"),
  words: { help: ["hilfe", "hilf mir"], docs: ["dokumente"], list: ["liste", "kurse"] },
  nothingToTeach:
    "Worum soll es im Kurs gehen? Gib zu den Dokumenten ein Thema an, zum Beispiel: `/course Erstelle eine Sicherheitsschulung mit @1 @3`",
  tooLong: (length, limit) =>
    `Das sind ${number(length)} Zeichen; eine Anfrage darf ${number(limit)} haben. Kürze sie bitte, oder schreib die Einzelheiten in ein Dokument und nenne es mit \`@\`.`,
  cannotPost:
    "Ich bin nicht in diesem Channel und kann hier deshalb keinen Kurs schreiben. Lade mich mit `/invite @Coursewright` ein und versuch es noch einmal, oder lass ihn mich in unserer Direktnachricht schreiben.",
  tryAgainHere: "Ich habe dich eingeladen: noch einmal",
  writeInDirectMessage: "In unserer Direktnachricht schreiben",
  movedToDirectMessage: "Ich schreibe ihn in unserer Direktnachricht. Ich erwähne dich dort, wenn er fertig ist.",
};

function documentState(state: string): string {
  if (state === "ready") return "";
  return state === "failed" ? " (konnte nicht gelesen werden)" : " (wird gelesen)";
}

export const listTexts: Texts["lists"] = {
  courses: "*Deine Kurse*",
  noCourses: "Du hast noch keinen Kurs angefordert. Fang an mit: `/course Erstelle eine Sicherheitsschulung`",
  course: (title, state, when) => `• *${title}* · ${state} · ${dateTexts.slackDate(when)}`,
  documents: "*Dokumente, die du nennen kannst*",
  moreDocuments: (count) => `… und ${number(count)} weitere. Mein Home-Tab listet und durchsucht alle.`,
  noDocuments: "Es gibt noch keine Dokumente. Admins können in meinem Home-Tab welche hinzufügen.",
  document: (place, title, state) => `• \`@${place}\` ${title}${documentState(state)}`,
};

export const courseStateTexts: Texts["courseStates"] = {
  queued: "wartet darauf, geschrieben zu werden",
  writing: "wird geschrieben",
  ready: "fertig",
  failed: "angehalten, kann erneut versucht werden",
  cancelled: "abgebrochen",
  deleted: "gelöscht",
};

export const permissionTexts: Texts["permissions"] = {
  title: "Nur für Admins",
  documents:
    "Nur Admins dieses Workspace können Dokumente verwalten. Bitte jemanden von ihnen, das Dokument hinzuzufügen.",
  control: "Das können nur Admins und die Person, die diesen Kurs angefordert hat.",
  unsure: "Slack sagt gerade nicht, wer du bist. Darum ist nichts geschehen. Versuch es gleich noch einmal.",
};

export const buttonTexts: Texts["buttons"] = {
  gone: "Diesen Kurs gibt es nicht mehr.",
  outdated:
    "Dieser Button gehört zu einem früheren Stand des Kurses. Auf der neuesten Karte stehen die, die jetzt gelten.",
  nothingToCancel: "Es gibt nichts abzubrechen: An diesem Kurs wird gerade nicht geschrieben.",
};
