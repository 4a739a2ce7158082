/** What people read where something was not done: sentences in both languages, and never a name from the code. */
import { expect, test } from "vitest";
import type { OpenQuestion } from "../../src/course/open-questions.ts";
import type { Obstacle } from "../../src/course/revision.ts";
import { inLanguage, languages } from "../../src/texts/locale.ts";
import { wantsHelp } from "../../src/texts/obstacles.ts";
import { obstacleText, remarkText } from "../../src/texts/sentences.ts";
import { evalCourse } from "../eval/course.ts";
import { obstacles, remarks } from "../fixtures/golden-examples.ts";

/** The compiler sees to it that none is missing. */
const names: Readonly<Record<OpenQuestion, true>> = {
  not_in_documents: true,
  subject: true,
  new_course: true,
  delete_course: true,
  export: true,
  kept: true,
  texts_from: true,
  nothing_to_redo: true,
};
const openQuestions = Object.keys(names);
const unclear = (question: string | null): Obstacle => ({ code: "unclear", wish: "make it pop", question });
const [objective, module, assessment] = [evalCourse.objectives[0], evalCourse.modules[0], evalCourse.assessments[0]];
/** Of everything that a conflict can be about. `id` and `order` are never told. */
const fields = [
  ...new Set([evalCourse.overview, objective, module, assessment].flatMap((item) => Object.keys(item ?? {}))),
].filter((field) => field !== "id" && field !== "order");

const every: Obstacle[] = [
  ...Object.values(obstacles),
  ...openQuestions.map(unclear),
  ...(["language", "rewrite", "level", "text"] as const).map(
    (what): Obstacle => ({ code: "needs_model", wish: "do it", what }),
  ),
  ...fields.map(
    (field): Obstacle => ({
      code: "undo_conflict",
      of: 3,
      conflicts: [{ reason: "changed_since", in: "modules", id: "m1", title: "Passwords", field }],
    }),
  ),
];
const codes = [...Object.keys(obstacles), ...Object.keys(remarks), ...openQuestions].filter((code) => /_/.test(code));
const sentences = languages.flatMap((language) =>
  inLanguage(language, () => [...every.map(obstacleText), ...Object.values(remarks).map(remarkText)]),
);

test("no sentence holds a name from the code", () => {
  expect(fields).toContain("duration_estimate");
  for (const sentence of sentences) {
    expect(sentence).toMatch(/ .*[.?]$/s);
    expect(sentence).not.toMatch(/\p{L}_\p{L}/u);
    for (const code of codes) expect(sentence).not.toContain(code);
  }
});

test.each(["not_in_documents", "subject", "some_code_of_long_ago", "target:unknown", ""])(
  "%s is no question as it stands",
  (question) => {
    for (const language of languages) {
      const said = inLanguage(language, () => obstacleText(unclear(question)));
      expect(said.split(" ").length).toBeGreaterThan(4);
      expect(said).not.toBe(question);
      expect(said).not.toMatch(/\p{L}[_:]\p{L}/u);
    }
  },
);

test("a model's own question is told in its words", () => {
  expect(obstacleText(unclear("Which of the two quizzes?"))).toBe("Which of the two quizzes?");
});

test("examples follow what was not understood, and nothing that was", () => {
  expect(wantsHelp([unclear(null)])).toBe(true);
  expect(wantsHelp([unclear("subject"), unclear("Which one?"), obstacles.already_so])).toBe(false);
});
