/** What changed in a course, in words. Plain text: whoever shows it escapes it. */
import type { Change, Dependent, FieldChange } from "../course/diff.ts";
import { valueTexts } from "./values.ts";

/** `said` is the headline; a detail has what stood there and what stands there now, or one of them. */
export type ChangeDetail = { label: string; before: string; after: string };
export type ChangeText = { said: string; details: ChangeDetail[] };

const one = { objectives: "Objective", modules: "Module", assessments: "Assessment" } as const;
const lengths = new Set(["duration", "duration_estimate"]);
const fieldNames: Readonly<Record<string, string>> = {
  title: "Title",
  description: "Description",
  duration_estimate: "Length",
  difficulty_level: "Level",
  text: "Text",
  bloom_level: "Bloom level",
  duration: "Duration",
  topics: "Topics",
  objective_ids: "Serves objectives",
  citations: "Cited passages",
  type: "Kind",
};

/** One change. Places count from 1; an added item's place is the new one. */
export function changeText(change: Change): ChangeText {
  switch (change.kind) {
    case "overview":
      return { said: "Overview", details: change.fields.map(detail) };
    case "added":
      return { said: `Added ${one[change.in].toLowerCase()} ${change.place}: ${change.title}`, details: [] };
    case "removed":
      return { said: `Removed ${one[change.in].toLowerCase()} ${change.place}: ${change.title}`, details: [] };
    case "moved":
      return {
        said: `Moved ${one[change.in].toLowerCase()} ${change.from} to place ${change.to}: ${change.title}`,
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
        said: "Documents",
        details: [
          ...change.added.map((name) => ({ label: "Now rests on", before: "", after: name })),
          ...change.removed.map((name) => ({ label: "No longer rests on", before: name, after: "" })),
        ],
      };
  }
}

/** "module 2 “Passwords”" */
export function dependentText({ in: section, place, title }: Dependent): string {
  return `${one[section].toLowerCase()} ${place} “${title}”`;
}

/** The name of an item of a collection: "module". */
export function itemName(section: keyof typeof one): string {
  return one[section].toLowerCase();
}

/** "modules", or "module" for one. */
export function itemsName(section: keyof typeof one, count: number): string {
  return count === 1 ? itemName(section) : section;
}

/** The name of a field, for people: "Length". */
export function fieldName(field: string): string {
  return fieldNames[field] ?? field;
}

function isName({ field }: FieldChange): boolean {
  return field === "title" || field === "text";
}

function detail({ field, before, after }: FieldChange): ChangeDetail {
  // Counts of cited passages say little when they are the same, and which they are is seen in the card.
  if (field === "citations" && before === after) return { label: "Cites other passages", before: "", after: "" };
  const told = (value: string) => (lengths.has(field) ? valueTexts.duration(value) : value) || "none";
  return { label: fieldName(field), before: told(before), after: told(after) };
}
