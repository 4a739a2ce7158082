/** What changed in a course, in words. Plain text: whoever shows it escapes it. */
import type { FieldChange } from "../../course/diff.ts";
import type { ChangeDetail } from "../changes.ts";
import type { Texts } from "../english.ts";
import { cardTexts } from "./card.ts";
import { valueTexts } from "./values.ts";

type Sentences = Texts["sentences"];

const one = { objectives: "Lernziel", modules: "Modul", assessments: "Überprüfung" } as const;
const many = { objectives: "Lernziele", modules: "Module", assessments: "Überprüfungen" } as const;
const fieldNames: Readonly<Record<string, string>> = {
  title: "Titel",
  description: "Beschreibung",
  duration_estimate: "Dauer",
  difficulty_level: "Niveau",
  text: "Text",
  bloom_level: "Bloom-Stufe",
  duration: "Dauer",
  topics: "Themen",
  objective_ids: "Dient den Lernzielen",
  citations: "Belegte Textstellen",
  type: "Art",
};
const types: Readonly<Record<string, string>> = cardTexts.assessmentType;

/** One change. Places count from 1; an added item's place is the new one. */
export const changeText: Sentences["changeText"] = (change) => {
  switch (change.kind) {
    case "overview":
      return { said: "Überblick", details: change.fields.map(detail) };
    case "added":
      return { said: `${one[change.in]} ${change.place} hinzugefügt: ${change.title}`, details: [] };
    case "removed":
      return { said: `${one[change.in]} ${change.place} entfernt: ${change.title}`, details: [] };
    case "moved":
      return {
        said: `${one[change.in]} ${change.from} an Platz ${change.to} verschoben: ${change.title}`,
        details: [],
      };
    case "changed":
      return {
        // A new title stands among the details.
        said: `${one[change.in]} ${change.place}${change.fields.some(isName) ? "" : `: ${change.title}`}`,
        details: change.fields.map(detail),
      };
    case "references":
      return {
        said: "Dokumente",
        details: [
          ...change.added.map((name) => ({ label: "Beruht jetzt auf", before: "", after: name })),
          ...change.removed.map((name) => ({ label: "Beruht nicht mehr auf", before: name, after: "" })),
        ],
      };
  }
};

/** "Modul 2 „Passwörter“" */
export const dependentText: Sentences["dependentText"] = ({ in: section, place, title }) =>
  `${one[section]} ${place} „${title}“`;

/** The name of an item of a collection: "Modul". */
export const itemName: Sentences["itemName"] = (section) => one[section];

/** "Module", or "Modul" for one. */
export const itemsName: Sentences["itemsName"] = (section, count) => (count === 1 ? one : many)[section];

/** The name of a field, for people: "Dauer". */
export const fieldName: Sentences["fieldName"] = (field) => fieldNames[field] ?? field;

function isName({ field }: FieldChange): boolean {
  return field === "title" || field === "text";
}

function detail({ field, before, after }: FieldChange): ChangeDetail {
  // Counts of cited passages say little when they are the same, and which they are is seen in the card.
  if (field === "citations" && before === after)
    return { label: "Belegt mit anderen Textstellen", before: "", after: "" };
  return { label: fieldName(field), before: valueText(field, before), after: valueText(field, after) };
}

function valueText(field: string, value: string): string {
  switch (field) {
    case "duration":
    case "duration_estimate":
      return valueTexts.duration(value) || nothing;
    case "difficulty_level":
      return valueTexts.level(value) || nothing;
    case "bloom_level":
      return valueTexts.bloom(value) || nothing;
    case "type":
      return types[value] ?? (value || nothing);
    default:
      return value || nothing;
  }
}

const nothing = "nichts";
