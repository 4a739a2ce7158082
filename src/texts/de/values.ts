/** What a course holds in fixed words, as Germans read it. What is none of these stays as it is. */
import { durationParts } from "../duration.ts";
import type { Texts } from "../english.ts";
import { number, some } from "./plural.ts";

const levels = new Map([
  ["Beginner", "Einstieg"],
  ["Intermediate", "Mittel"],
  ["Advanced", "Fortgeschritten"],
]);
const blooms = new Map([
  ["Remember", "Erinnern"],
  ["Understand", "Verstehen"],
  ["Apply", "Anwenden"],
  ["Analyze", "Analysieren"],
  ["Evaluate", "Bewerten"],
  ["Create", "Erschaffen"],
]);
const units = {
  minute: { one: "Minute", many: "Minuten" },
  hour: { one: "Stunde", many: "Stunden" },
  day: { one: "Tag", many: "Tage" },
};

export const valueTexts: Texts["values"] = {
  duration: (duration) =>
    durationParts(duration)
      ?.map(({ count, unit }) => some(count, units[unit].one, units[unit].many))
      .join(" ") ?? duration,
  level: (level) => levels.get(level) ?? level,
  bloom: (level) => blooms.get(level) ?? level,
  size: (bytes) => {
    if (bytes < 1024) return some(bytes, "Byte", "Byte");
    if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`;
    return `${number(Math.round((bytes / 1024 / 1024) * 10) / 10)} MB`;
  },
};
