/** Turns a wish that was understood into operations, or says why it cannot be done. */
import { levelsOfVerb, nearestLevel } from "../../course/bloom.ts";
import { fewest, longest } from "../../course/limits.ts";
import type { OfflineObstacle } from "../../course/open-questions.ts";
import { mainVerb, objectiveWords } from "../../course/quality/verbs.ts";
import type { Candidate } from "../../course/revision.ts";
import type { Course } from "../../course/schema.ts";
import { assertNever } from "../../errors.ts";
import { capitalised, clip } from "../offline/clean.ts";
import type { ReviseTask } from "../reviser.ts";
import { applyAdd, applyAddTopic, applyRemoveTopic } from "./apply-add.ts";
import { applyDocuments } from "./apply-documents.ts";
import { applyLength, applyLevel, applyMeasurable } from "./apply-measure.ts";
import { applyRewrite } from "./apply-rewrite.ts";
import { asWritten } from "./as-written.ts";
import type { Changes } from "./changes.ts";
import { type Clause, match } from "./clause.ts";
import type { Composer } from "./compose.ts";
import { languageOfCourse } from "./language.ts";
import { isWholeCourse } from "./parse-wish.ts";
import type { Resolve } from "./resolve.ts";
import { candidatesOf } from "./targets.ts";
import type { Place, Wish } from "./wish.ts";

export type Applying = { task: ReviseTask; changes: Changes; composer: Composer; resolve: Resolve };

/** Does one wish. `question` and `undo` are answered elsewhere. */
export function applyWish(wish: Wish, applying: Applying): undefined {
  const { changes } = applying;
  switch (wish.kind) {
    case "add":
      return applyAdd(wish, applying);
    case "add-topic":
      return applyAddTopic(wish, applying);
    case "remove-topic":
      return applyRemoveTopic(wish, applying);
    case "remove":
      return applyRemove(wish.target, wish.words, applying);
    case "rename":
      return applyRename(wish.target, wish.title, wish.words, applying);
    case "describe":
      return applyDescribe(wish.target, wish.text, wish.words, applying);
    case "move":
      return applyMove(wish.target, wish.place, wish.words, applying);
    case "swap":
      return applySwap(wish, applying);
    case "type":
      return eachOf(wish.target, wish.words, applying, (item) => {
        const type = changes.course().assessments.find(({ id }) => id === item.id)?.type;
        if (type === undefined) changes.obstacles.push({ code: "unclear", wish: wish.words, question: null });
        else if (type === wish.type) changes.obstacles.push({ code: "already_so", wish: wish.words });
        else changes.change("assessments", item.id, { type: wish.type });
      });
    case "length":
      return applyLength(wish.target, () => wish.minutes, wish.words, applying, { isExact: true });
    case "scale":
      return applyLength(wish.target, (minutes) => minutes * wish.factor, wish.words, applying, { isExact: false });
    case "extend":
      return applyLength(wish.target, (minutes) => minutes + wish.minutes, wish.words, applying, { isExact: true });
    case "level":
      return applyLevel(wish.level, wish.words, applying);
    case "language":
      changes.obstacles.push({ code: "needs_model", wish: wish.words, what: "language" });
      return;
    case "documents":
      return applyDocuments(wish, applying);
    case "measurable":
      return applyMeasurable(wish.target, wish.words, applying);
    case "rewrite":
      return eachOf(wish.target, wish.words, applying, (item) => applyRewrite(item, wish.words, "", applying));
    case "unclear":
      changes.obstacles.push({ code: "unclear", wish: wish.words, question: null });
      return;
    case "beyond":
      changes.obstacles.push({ code: "needs_model", wish: wish.words, what: wish.what });
      return;
    case "told":
      changes.obstacles.push({ code: "unclear", wish: wish.words, question: wish.question });
      return;
    case "question":
    case "undo":
      return;
    default:
      return assertNever(wish);
  }
}

/** Does something with each item that a phrase means, or says why none is meant. */
export function eachOf(
  target: Clause,
  words: string,
  { resolve, changes }: Applying,
  act: (item: Candidate) => void,
): undefined {
  const found = resolve(target, words);
  if (found.ok) for (const item of found.items) act(item);
  else changes.obstacles.push(found.obstacle);
}

function applyRemove(target: Clause, words: string, applying: Applying): undefined {
  const { changes, resolve } = applying;
  if (isWholeCourse(target)) {
    return void changes.obstacles.push({ code: "unclear", wish: words, question: "delete_course" });
  }
  const kept = allButOf(target);
  const found = resolve(kept ?? target, words, kept === null ? null : "modules");
  if (!found.ok) return void changes.obstacles.push(found.obstacle);
  if (kept !== null) {
    const name = found.items[0]?.in ?? "modules";
    const ids = new Set(found.items.map(({ id }) => id));
    return removeAll(
      candidatesOf(changes.course()).filter((item) => item.in === name && !ids.has(item.id)),
      words,
      changes,
    );
  }
  removeAll(found.items, words, changes);
}

/** "everything except module 1": what is kept of its kind. */
function allButOf(target: Clause): Clause | null {
  return (
    match(
      target,
      /^(?:everything|all|both|alles|the rest)(?: (?:modules|objectives|assessments))? (?:except|but|besides|außer|bis to)(?: for)? (?<kept>.+)$/,
    )?.("kept") ?? null
  );
}

function removeAll(all: readonly Candidate[], words: string, changes: Changes): undefined {
  for (const name of ["objectives", "modules", "assessments"] as const) {
    const items = all.filter((item) => item.in === name);
    if (items.length === 0) continue;
    if (changes.course()[name].length - items.length < fewest[name]) {
      changes.obstacles.push({ code: "too_few", wish: words, in: name, limit: fewest[name] });
      continue;
    }
    for (const { id } of items) changes.remove(name, id);
  }
}

function applyRename(target: Clause, title: string, words: string, applying: Applying): undefined {
  const { changes, task } = applying;
  const wanted = capitalised(asWritten(title));
  if (wanted === "") return void changes.obstacles.push({ code: "unclear", wish: words, question: null });
  if (isWholeCourse(target)) {
    if (changes.course().overview.title === wanted)
      return void changes.obstacles.push({ code: "already_so", wish: words });
    return changes.overview({ title: clip(wanted, longest.title) });
  }
  eachOf(target, words, applying, (item) => {
    if (item.title === wanted) return void changes.obstacles.push({ code: "already_so", wish: words });
    if (item.in !== "objectives") return changes.change(item.in, item.id, { title: clip(wanted, longest.title) });
    const language = languageOfCourse(task.course, task.brief.language);
    const verb = mainVerb(objectiveWords(wanted), language);
    const suited = verb === null ? [] : levelsOfVerb(language, verb);
    const level = changes.course().objectives.find(({ id }) => id === item.id)?.bloom_level ?? "Understand";
    changes.change("objectives", item.id, {
      text: clip(wanted, longest.objective),
      bloom_level: nearestLevel(suited, level),
    });
  });
}

function applyDescribe(target: Clause, text: string, words: string, applying: Applying): undefined {
  const { changes } = applying;
  if (isWholeCourse(target)) return changes.overview({ description: clip(asWritten(text), longest.overview) });
  eachOf(target, words, applying, (item) => {
    if (item.in === "objectives")
      changes.change("objectives", item.id, { text: clip(asWritten(text), longest.objective) });
    else changes.change(item.in, item.id, { description: clip(asWritten(text), longest.description) });
  });
}

function applyMove(target: Clause, place: Place, words: string, applying: Applying): undefined {
  const { changes, resolve } = applying;
  const found = resolve(target, words, "modules");
  if (!found.ok) return void changes.obstacles.push(found.obstacle);
  let moved = false;
  for (const { in: name, id } of place.kind === "start" ? found.items.toReversed() : found.items) {
    const to = placeIn(changes.course(), name, place, words, applying, id);
    if (typeof to !== "number") return void changes.obstacles.push(to);
    if (changes.course()[name].findIndex((item) => item.id === id) === to) continue;
    changes.move(name, id, to);
    moved = true;
  }
  if (!moved) changes.obstacles.push({ code: "already_so", wish: words });
}

/** Where an item is to stand, from 0, counted without the item `moving` itself. */
export function placeIn(
  course: Course,
  name: Candidate["in"],
  place: Place,
  words: string,
  { resolve }: Pick<Applying, "resolve">,
  moving: string | null = null,
): number | OfflineObstacle {
  const ids = course[name].map(({ id }) => id).filter((id) => id !== moving);
  switch (place.kind) {
    case "start":
      return 0;
    case "end":
      return ids.length;
    case "at":
      return Math.max(0, Math.min(place.place - 1, ids.length));
    default: {
      const found = resolve(place.target, words, name);
      if (!found.ok) return found.obstacle;
      const anchor = (place.kind === "after" ? found.items.at(-1) : found.items[0])?.id ?? "";
      const index = ids.indexOf(anchor);
      // "after the quiz", for a module: there is no such place among the modules.
      if (index < 0) return { code: "target_unknown", wish: words, target: place.target.words.join(" "), nearest: [] };
      return place.kind === "after" ? index + 1 : index;
    }
  }
}

function applySwap(
  { first, second, words }: Extract<Wish, { kind: "swap" }>,
  { resolve, changes }: Applying,
): undefined {
  const one = resolve(first, words, "modules");
  if (!one.ok) return void changes.obstacles.push(one.obstacle);
  const name = one.items[0]?.in ?? "modules";
  const other = resolve(second, words, name);
  if (!other.ok) return void changes.obstacles.push(other.obstacle);
  const places = [one.items[0], other.items[0]].map((item) =>
    changes.course()[name].findIndex(({ id }) => id === item?.id),
  );
  const [low = -1, high = -1] = places.toSorted((left, right) => left - right);
  const [early, late] = [changes.course()[name][low], changes.course()[name][high]];
  if (early === undefined || late === undefined || low === high) {
    return void changes.obstacles.push({ code: "unclear", wish: words, question: null });
  }
  changes.move(name, late.id, low);
  changes.move(name, early.id, high);
}
