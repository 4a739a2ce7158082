/** The same care for German drafts: lists, tables, headings and questions as a German reader expects them. */
import { describe, expect, it } from "vitest";
import type { NumberedPassage } from "../../../src/authoring/writer.ts";
import { briefOf, passagesOf, qualityErrors, textsOf, writeCourse } from "./course.ts";

function draftOf(prompt: string, passages: readonly NumberedPassage[]): string {
  const course = writeCourse(briefOf(prompt), passages);
  expect(qualityErrors(course, passages)).toEqual([]);
  return textsOf(course).join("\n");
}

describe("a German course", () => {
  const markdown = `# Datenschutzrichtlinie

## Datenklassen

Alle Daten gehören zu einer von drei Klassen. Vertrauliche Daten dürfen niemals kopiert werden.

| Klasse | Ablage |
| --- | --- |
| Öffentlich | überall |
| Intern | Laufwerk |
| Vertraulich | Personalsystem |

## Löschung

Bewerbungen müssen nach 6 Monaten gelöscht werden. Die Frist beginnt am 3. März des Jahres.

- Löschfristen jedes Quartal prüfen
- Papierakten schreddern
- Alte Datenträger der IT geben

## AUSKUNFT UND WIDERSPRUCH

Anfragen werden vorher geprüft und innerhalb von drei Monaten beantwortet. Jede Anfrage muss binnen 2 Arbeitstagen bestätigt werden.`;
  const objections = passagesOf(markdown, 1).slice(-1);

  it("speaks of the document's lists and tables as the English one does", () => {
    const draft = draftOf("Erstelle eine Schulung zum Datenschutz", passagesOf(markdown, 1));
    expect(draft).toContain("Öffentlich, Intern und Vertraulich");
    expect(draft).not.toContain("Klasse: ");
    expect(draft).not.toContain("Punkte der Liste");
    expect(draft).not.toMatch(/am 3\.$/m);
    expect(draft).toContain("Auskunft und Widerspruch");
    expect(draft).not.toMatch(/[.!?]“\./);
  });

  it("asks for the verb that the figure belongs to", () => {
    const draft = draftOf("Auskunft", objections);
    expect(draft).toContain("Innerhalb von wie vielen Monaten werden Anfragen beantwortet?");
  });

  it("ends with one full stop where a quoted rule is last", () => {
    const draft = draftOf("Auskunft", objections);
    expect(draft).toMatch(/werden\.“$/m);
  });
});
