/** Writes an item anew by rule: from what the documents say of it now, in another turn of phrase. */
import type { Candidate } from "../../course/revision.ts";
import type { Applying } from "./apply-wish.ts";

/** `hint` narrows the subject. What cannot be written by rule is told. */
export function applyRewrite(
  item: Candidate,
  words: string,
  hint: string,
  { task, changes, composer }: Applying,
): undefined {
  const cannot = () => void changes.obstacles.push({ code: "needs_model", wish: words, what: "rewrite" });
  const course = changes.course();
  const subject = hint === "" ? item.title : `${item.title} ${hint}`;
  if (item.in === "objectives" || !composer.knows(subject)) return cannot();
  if (item.in === "modules") {
    const before = course.modules.find(({ id }) => id === item.id);
    const { description, topics, citations } = composer.module(subject, []);
    if (before === undefined || description === before.description) return cannot();
    return changes.change("modules", item.id, { description, topics, citations });
  }
  const before = course.assessments.find(({ id }) => id === item.id);
  if (before === undefined) return cannot();
  const objectives = task.course.objectives.filter(({ id }) => before.objective_ids.includes(id));
  const subjects = course.modules
    .filter(({ objective_ids }) => objective_ids.some((id) => objectives.some((objective) => objective.id === id)))
    .map(({ title }) => title);
  const { description, citations } = composer.assessment(
    before.type,
    subjects.length > 0 ? subjects.slice(0, 3) : [subject],
    [],
  );
  if (description === before.description) return cannot();
  changes.change("assessments", item.id, { description, citations });
}
