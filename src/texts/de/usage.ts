/** What admins read in Home about what courses use. Figures come written out. */
import type { Texts } from "../english.ts";

export const usageTexts: Texts["usage"] = {
  heading: "Verbrauch",
  budget: (bar, used, limit, percent) => `${bar}  *${used}* von ${limit} Tokens in diesem Monat (${percent} %)`,
  budgetSpent:
    "Das Budget ist aufgebraucht: Neue Kurse beginnen wieder am Ersten, oder sobald in den Einstellungen ein größeres steht.",
  noBudget: (used) =>
    `*${used}* Tokens in diesem Monat. Es gibt keine Grenze; in den Einstellungen kannst du eine festlegen.`,
  columns: {
    month: "Monat",
    courses: "Kurse",
    calls: "Aufrufe",
    input: "Tokens ein",
    output: "Tokens aus",
    cost: "Kosten",
    seconds: "Sekunden",
    edits: "Änderungen",
  },
  means:
    "Aufrufe: des Sprachmodells. Sekunden des Schreibens und Änderungen an Nachrichten: im Mittel je Kurs. Monate nach UTC.",
  cost: "Kosten: nach den Preisen, die jetzt eingetragen sind, für alle Monate.",
  chart: "Tokens je Monat, ein und aus",
  tokens: (count) => `${count} Tokens`,
  dearest: "Die Kurse dieses Monats mit dem höchsten Verbrauch",
  course: (of) =>
    `• ${of.asked}: ${of.tokens} Tokens${of.cost === null ? "" : ` (${of.cost})`}, ${of.calls} Aufrufe, ${of.seconds} s geschrieben, ${of.edits} Änderungen`,
  erased: "ein gelöschter Kurs",
  embedding: (tokens, cost) =>
    `Dazu kamen in diesem Monat ${tokens} Tokens${cost === null ? "" : ` (${cost})`}, mit denen Dokumente und Anfragen nach Bedeutung durchsuchbar wurden. Sie zählen nicht zum Budget.`,
};
