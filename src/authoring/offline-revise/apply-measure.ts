/** Lengths, levels, and objectives that can be measured. */
import { formatCourseDuration, formatModuleDuration, parseDuration } from "../../course/duration.ts";
import { checkQuality, repairByRule } from "../../course/quality.ts";
import { difficultyLevels } from "../../course/schema.ts";
import { type Applying, eachOf } from "./apply-wish.ts";
import type { Clause } from "./clause.ts";
import { isWholeCourse } from "./parse-wish.ts";
import type { Wish } from "./wish.ts";

/** `minutes` makes the new length of the old one. A length that nobody has named (not `isExact`) is a round one. */
export function applyLength(
  target: Clause | null,
  minutes: (now: number) => number,
  words: string,
  applying: Applying,
  { isExact }: { isExact: boolean },
): undefined {
  const { changes } = applying;
  if (target !== null && !isWholeCourse(target)) {
    return eachOf(target, words, applying, (item) => {
      const module = changes.course().modules.find(({ id }) => id === item.id);
      if (module === undefined) return void changes.obstacles.push({ code: "unclear", wish: words, question: null });
      const asked = minutes(parseDuration(module.duration) ?? 0);
      const wanted = isExact ? Math.round(asked) : toFive(asked);
      if (wanted < 1 || wanted > 3_000) {
        return void changes.obstacles.push({ code: "length_impossible", wish: words, minutes: wanted });
      }
      const duration = formatModuleDuration(wanted);
      if (duration === module.duration) changes.obstacles.push({ code: "already_so", wish: words });
      else changes.change("modules", item.id, { duration });
    });
  }
  const course = changes.course();
  const now = parseDuration(course.overview.duration_estimate) ?? 0;
  const wanted = Math.round(minutes(now));
  const total = wanted === minutes(now) || wanted % 15 === 0 ? wanted : Math.max(15, Math.round(wanted / 15) * 15);
  if (total < course.modules.length * 2 || total > 30_000) {
    return void changes.obstacles.push({ code: "length_impossible", wish: words, minutes: total });
  }
  if (total === now) return void changes.obstacles.push({ code: "already_so", wish: words });
  changes.overview({ duration_estimate: formatCourseDuration(total) });
  changes.brief.length_minutes = total;
  changes.remarks.push({ code: "texts_kept", what: "length" });
}

function toFive(minutes: number): number {
  return minutes < 10 ? Math.round(minutes) : Math.round(minutes / 5) * 5;
}

export function applyLevel(
  level: Extract<Wish, { kind: "level" }>["level"],
  words: string,
  { changes }: Applying,
): undefined {
  const now = changes.course().overview.difficulty_level;
  const index = difficultyLevels.indexOf(now);
  const wanted =
    level === "easier" ? difficultyLevels[index - 1] : level === "harder" ? difficultyLevels[index + 1] : level;
  if (wanted === undefined || wanted === now) return void changes.obstacles.push({ code: "already_so", wish: words });
  changes.overview({ difficulty_level: wanted });
  changes.brief.level = wanted;
  changes.remarks.push({ code: "texts_kept", what: "level" });
}

export function applyMeasurable(target: Clause, words: string, applying: Applying): undefined {
  const { changes, resolve } = applying;
  const found = resolve(target, words, "objectives");
  if (!found.ok) return void changes.obstacles.push(found.obstacle);
  for (const { id } of found.items) {
    const course = changes.course();
    const notes = checkQuality(course, { passageIds: new Set(), namedDocuments: [] }).filter(
      (note) => note.kind.startsWith("verb_") && "objectiveId" in note && note.objectiveId === id,
    );
    const before = course.objectives.find((objective) => objective.id === id);
    const after = repairByRule(course, notes).objectives.find((objective) => objective.id === id);
    if (before === undefined || after === undefined) continue;
    if (notes.length === 0) changes.obstacles.push({ code: "already_so", wish: words });
    else if (after.text === before.text && after.bloom_level === before.bloom_level) {
      changes.obstacles.push({ code: "needs_model", wish: words, what: "text" });
    } else changes.change("objectives", id, { text: after.text, bloom_level: after.bloom_level });
  }
}
