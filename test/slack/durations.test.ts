/** Lengths as people read them, beside those that a course keeps. */
import { expect, test } from "vitest";
import { formatCourseDuration } from "../../src/course/duration.ts";
import { inLanguage } from "../../src/texts/locale.ts";
import { texts } from "../../src/texts.ts";

test.each([
  [5, "5 minutes", "5 Minuten"],
  [10, "10 minutes", "10 Minuten"],
  [45, "45 minutes", "45 Minuten"],
  [60, "1 hour", "1 Stunde"],
  [80, "80 minutes", "80 Minuten"],
  [90, "1.5 hours", "1,5 Stunden"],
  [140, "2 hours 20 minutes", "2 Stunden 20 Minuten"],
  [900, "2.5 days", "2,5 Tage"],
])("%d minutes", (minutes, english, german) => {
  const kept = formatCourseDuration(minutes);
  expect(texts.values.duration(kept)).toBe(english);
  expect(inLanguage("de", () => texts.values.duration(kept))).toBe(german);
});

test("what is no length yet stays as it is", () => {
  expect(["", "1.", "soon"].map((text) => texts.values.duration(text))).toEqual(["", "1.", "soon"]);
});
