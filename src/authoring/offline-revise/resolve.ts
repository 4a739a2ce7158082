/** Finds what wishes mean, and which of them contradict each other. */

import type { OfflineObstacle } from "../../course/open-questions.ts";
import type { Collection } from "../../course/patch.ts";
import type { Candidate } from "../../course/revision.ts";
import type { Course } from "../../course/schema.ts";
import { type Clause, isEmpty } from "./clause.ts";
import { isWholeCourse } from "./parse-wish.ts";
import { findTargets } from "./targets.ts";
import type { Wish } from "./wish.ts";

export type Resolved = { ok: true; items: Candidate[] } | { ok: false; obstacle: OfflineObstacle };
export type Resolve = (phrase: Clause, wish: string, otherwise?: Collection | null) => Resolved;

/**
 * Numbers are read in the course that the person saw; what came to the course since can be meant by its name. Items
 * that have gone since are told.
 */
export function createResolve(seen: Course, now: () => Course): Resolve {
  return (phrase, wish, otherwise = null) => {
    const before = findTargets(seen, phrase, wish, otherwise);
    const course = now();
    const places = new Map(
      (["objectives", "modules", "assessments"] as const).flatMap((name) =>
        course[name].map(({ id }, index): [string, number] => [id, index + 1]),
      ),
    );
    if (before.ok) {
      const gone = before.items.find(({ id }) => !places.has(id));
      if (gone !== undefined) return { ok: false, obstacle: { code: "target_gone", wish, title: gone.title } };
      return { ok: true, items: before.items.map((item) => ({ ...item, place: places.get(item.id) ?? item.place })) };
    }
    const since = findTargets(course, phrase, wish, otherwise);
    return since.ok ? since : { ok: false, obstacle: before.obstacle };
  };
}

/** The wishes that cannot both be meant, each with an obstacle; an empty list when they go together. */
export function contradictions(wishes: readonly Wish[], resolve: Resolve): { wish: Wish; obstacle: OfflineObstacle }[] {
  const found: { wish: Wish; obstacle: OfflineObstacle }[] = [];
  for (const [index, wish] of wishes.entries()) {
    for (const other of wishes.slice(index + 1)) {
      if (!contradict(wish, other, resolve)) continue;
      const obstacle: OfflineObstacle = { code: "contradiction", wish: wish.words, other: other.words };
      found.push({ wish, obstacle }, { wish: other, obstacle });
    }
  }
  return found;
}

function contradict(one: Wish, other: Wish, resolve: Resolve): boolean {
  if (one.kind === "level" && other.kind === "level") return one.level !== other.level;
  if (one.kind === "language" && other.kind === "language") return one.language !== other.language;
  if (isMeasure(one) && isMeasure(other)) {
    return targetKey(one.target, resolve) === targetKey(other.target, resolve) && measureOf(one) !== measureOf(other);
  }
  const [removal, rest] = one.kind === "remove" ? [one, other] : [other, one];
  if (removal.kind === "remove" && "target" in rest && rest.kind !== "remove" && rest.target !== null) {
    const gone = idsOf(removal.target, resolve);
    return idsOf(rest.target, resolve).some((id) => gone.includes(id));
  }
  if (one.kind === "documents" && other.kind === "documents") {
    return one.use.some((word) => other.drop.includes(word)) || one.drop.some((word) => other.use.includes(word));
  }
  if (one.kind === "rename" && other.kind === "rename") {
    return targetKey(one.target, resolve) === targetKey(other.target, resolve) && one.title !== other.title;
  }
  return false;
}

type Measure = Extract<Wish, { kind: "length" | "scale" | "extend" }>;

/** Whether a wish is about a length. */
export function isMeasure(wish: Wish): wish is Measure {
  return wish.kind === "length" || wish.kind === "scale" || wish.kind === "extend";
}

function measureOf(wish: Measure): string {
  if (wish.kind === "extend") return wish.minutes < 0 ? "shorter" : "longer";
  return wish.kind === "length" ? String(wish.minutes) : wish.factor < 1 ? "shorter" : "longer";
}

function targetKey(target: Clause | null, resolve: Resolve): string {
  if (target === null || isWholeCourse(target)) return "";
  return idsOf(target, resolve).join(" ") || target.keys.join(" ");
}

function idsOf(target: Clause, resolve: Resolve): string[] {
  if (isEmpty(target) || isWholeCourse(target)) return [];
  const found = resolve(target, "");
  return found.ok ? found.items.map(({ id }) => id) : [];
}
