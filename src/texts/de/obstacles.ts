/** Why something was not done, and what was done beside the wish, in words. Plain text: whoever shows it escapes it. */
import type { Candidate, Obstacle } from "../../course/revision.ts";
import type { Texts } from "../english.ts";
import { type OpenQuestions, questionText } from "../open-questions.ts";
import { fieldName, itemName, itemsName } from "./changes.ts";
import { bare, either, minutesText, number, some } from "./plural.ts";
import { valueTexts } from "./values.ts";

/** Why it was not done, and what to do about it. */
export const obstacleText: Texts["sentences"]["obstacleText"] = (obstacle) => {
  switch (obstacle.code) {
    case "unclear":
      return questionText(obstacle.question, obstacle.wish, questions) ?? unclear(obstacle.wish);
    case "target_unknown": {
      const near = obstacle.nearest.slice(0, 3).map(candidateText);
      return `Ich finde „${obstacle.target}“ nicht im Kurs.${near.length === 0 ? "" : ` Meinst du ${either(near)}?`}`;
    }
    case "target_ambiguous":
      return `„${obstacle.target}“ könnte ${either(obstacle.candidates.map(candidateText))} sein. Was meinst du?`;
    case "target_gone":
      return `„${obstacle.title}“ ist nicht mehr im Kurs: Jemand hat es gerade entfernt.`;
    case "contradiction":
      return `„${obstacle.wish}“ und „${obstacle.other}“ passen nicht zusammen. Was soll gelten?`;
    case "already_so":
      return "Der Kurs ist schon so.";
    case "too_few":
      return `Ein Kurs braucht mindestens ${some(obstacle.limit, itemsName(obstacle.in, 1), itemsName(obstacle.in, 2))}, deshalb habe ich nichts entfernt.`;
    case "too_many":
      return `Ein Kurs darf höchstens ${some(obstacle.limit, itemsName(obstacle.in, 1), itemsName(obstacle.in, 2))} haben, deshalb habe ich nichts hinzugefügt.`;
    case "length_impossible":
      return `Eine Dauer von ${minutesText(obstacle.minutes)} ist hier nicht möglich.`;
    case "too_long":
      return `Das sind ${number(obstacle.length)} Zeichen; eine Antwort darf ${number(obstacle.limit)} haben. Kürze sie bitte, oder schreib die Einzelheiten in ein Dokument.`;
    case "needs_model":
      return `${needs[obstacle.what]} geht nur mit einem Sprachmodell, und es ist keines eingerichtet. Ich kann trotzdem Teile hinzufügen, entfernen, verschieben und umbenennen und die Dauer ändern.`;
    case "document_unknown": {
      if (obstacle.isUnreadable)
        return `${obstacle.token.source} konnte nicht gelesen werden, darum habe ich nichts daraus verwendet. Mein Home-Tab sagt, warum.`;
      const near = obstacle.nearest.slice(0, 3).map(({ number: place, title }) => `@${place} ${title}`);
      return `Kein Dokument passt zu ${obstacle.token.source}.${near.length === 0 ? " /course dokumente zeigt, welche es gibt." : ` Am nächsten kommt: ${near.join(", ")}.`}`;
    }
    case "document_not_used":
      return `Der Kurs beruht nicht auf @${obstacle.number}, es gibt also nichts wegzulassen.`;
    case "documents_refused":
      return `Gäste können keine Dokumente nutzen, deshalb habe ich ${obstacle.wish} weggelassen. Bitte jemanden aus dem Team, es hinzuzufügen.`;
    case "nothing_to_undo":
      return "Es gibt nichts mehr zurückzunehmen: Das ist der erste Entwurf.";
    case "undo_conflict":
      return `Ich kann Version ${obstacle.of} nicht zurücknehmen: ${conflictText(obstacle.conflicts)}. „Verlauf“ kann eine frühere Version als Ganzes wiederherstellen.`;
    case "undo_breaks":
      return `Ohne die Änderung von Version ${obstacle.of} wäre der Kurs unvollständig. „Verlauf“ kann eine frühere Version als Ganzes wiederherstellen.`;
    case "already_undone":
      return `Version ${obstacle.of} wurde schon zurückgenommen.`;
    case "version_unknown":
      return `Version ${obstacle.number} gibt es nicht.`;
    case "nothing_to_fix":
      return "Ich habe nichts gefunden, was ich beheben kann, ohne neu zu schreiben. Sag, was du ändern möchtest, dann mache ich das.";
    case "not_written":
      return "Es gibt noch keinen fertigen Entwurf. Ich habe es mir gemerkt und nehme es mir vor, sobald es einen gibt: Drück auf der Karte „Erneut versuchen“ oder „Fortsetzen“.";
  }
};

/** What was done beside the wish, or what should be known of it. */
export const remarkText: Texts["sentences"]["remarkText"] = (remark) => {
  switch (remark.code) {
    case "length_followed":
      return `Die Dauer des Kurses hat sich von ${valueTexts.duration(remark.before)} auf ${valueTexts.duration(remark.after)} geändert, damit sie zu den Modulen passt.`;
    case "modules_rescaled":
      return remark.modules === 1
        ? "Ich habe die Dauer von 1 Modul angepasst, damit es aufgeht."
        : `Ich habe die Dauer von ${number(remark.modules)} Modulen angepasst, damit es aufgeht.`;
    case "linked":
      return `„${remark.title}“ dient ${remark.objectives.length === 1 ? "Lernziel" : "den Lernzielen"} ${remark.objectives.join(", ")}.`;
    case "objective_without_module":
      return `Kein Modul vermittelt jetzt noch Lernziel ${remark.place} „${bare(remark.text)}“.`;
    case "objective_without_assessment":
      return `Keine Überprüfung prüft jetzt noch Lernziel ${remark.place} „${bare(remark.text)}“.`;
    case "without_objective":
      return `${itemName(remark.in)} ${remark.place} „${remark.title}“ dient jetzt keinem Lernziel.`;
    case "no_source_found":
      return `Die Dokumente sagen nichts über „${remark.subject}“, deshalb nennt dieser Teil keine Quelle.`;
    case "same_subject":
      return `${itemName(remark.in)} ${remark.place} „${remark.title}“ behandelt fast dasselbe. Sag, was jedes von beiden abdecken soll, oder nimm das neue mit „Rückgängig“ zurück.`;
    case "document_unused":
      return `@${remark.number} ${remark.title} ist aufgeführt, aber noch beruht nichts darauf.`;
    case "document_linked":
      return remark.items === 1
        ? `@${remark.number} ${remark.title} belegt jetzt 1 Teil des Kurses.`
        : `@${remark.number} ${remark.title} belegt jetzt ${number(remark.items)} Teile des Kurses.`;
    case "texts_kept":
      return remark.what === "level"
        ? "Die Texte sind noch die des alten Niveaus. Schreib einen Teil mit dem Button auf der Karte neu, wenn sie sich ändern sollen."
        : "Die Texte sind, wie sie waren; nur die Dauer hat sich geändert.";
  }
};

const questions: OpenQuestions = {
  not_in_documents: () => "Das sagen mir weder der Kurs noch seine Dokumente.",
  subject: () => "Worum soll es darin gehen? Schreib zum Beispiel „füge ein Modul zu Phishing hinzu“.",
  new_course: () =>
    "In diesem Thread geht es um einen Kurs. Für einen anderen nimm /course, oder erwähne mich außerhalb dieses Threads.",
  delete_course: () =>
    "Ich habe den Kurs gelassen, wie er ist. Löschen lässt er sich mit „Kurs löschen“ im Menü „…“ seiner Karte.",
  export: () => "Wähl die Art der Datei im Menü „…“ auf der Karte des Kurses. Sie kommt dann in diesen Thread.",
  kept: () => "Ich habe das gelassen, wie es ist.",
  texts_from: (documents) =>
    `Texte, die aus ${documents} stammen, stehen noch im Kurs. Schreib diese Teile neu oder entferne sie, wenn auch sie wegfallen sollen.`,
  nothing_to_redo: () => "Es gibt nichts zurückzuholen: Gerade ist keine Änderung zurückgenommen.",
};

const needs = {
  language: "In einer anderen Sprache zu schreiben",
  rewrite: "Etwas neu zu schreiben",
  level: "Die Texte auf ein anderes Niveau zu bringen",
  text: "Das zu schreiben",
} as const;
const ofThe = { objectives: "Lernziele", modules: "Module", assessments: "Überprüfungen" } as const;

type Conflict = Extract<Obstacle, { code: "undo_conflict" }>["conflicts"][number];

function conflictText(conflicts: readonly Conflict[]): string {
  const texts = conflicts.map((conflict) =>
    conflict.reason === "moved_since"
      ? `die Reihenfolge der ${ofThe[conflict.in]} hat sich seither geändert`
      : `bei „${conflict.title}“ wurde seither „${fieldName(conflict.field)}“ geändert`,
  );
  return [...new Set(texts)].slice(0, 3).join(" und ");
}

function candidateText({ in: section, place, title }: Candidate): string {
  return `${itemName(section)} ${place} „${bare(title)}“`;
}

function unclear(wish: string): string {
  return wish.trim() === ""
    ? "Ich bin nicht sicher, was du meinst."
    : `Ich bin nicht sicher, was „${wish}“ ändern soll.`;
}
