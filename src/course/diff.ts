/** What changed between two versions, item by item, and what rests on what changed. */
import { z } from "zod";
import { type Collection, collections, type Item } from "./patch.ts";
import type { Course } from "./schema.ts";

/**
 * A field before and after, as text. `objective_ids` are told as the objectives' places ("1, 3"), `citations` as their
 * count, which may be the same before and after.
 */
export const fieldChangeSchema = z.object({ field: z.string(), before: z.string(), after: z.string() });
export type FieldChange = z.infer<typeof fieldChangeSchema>;
const item = { in: z.enum(collections), id: z.string(), title: z.string() };
/** Stored with a request's outcome, hence a schema. Places count from 1; `from` is the place before. */
export const changeSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("overview"), fields: z.array(fieldChangeSchema) }),
  z.object({ kind: z.literal("added"), ...item, place: z.int() }),
  z.object({ kind: z.literal("removed"), ...item, place: z.int() }),
  z.object({ kind: z.literal("moved"), ...item, from: z.int(), to: z.int() }),
  z.object({ kind: z.literal("changed"), ...item, place: z.int(), fields: z.array(fieldChangeSchema) }),
  z.object({ kind: z.literal("references"), added: z.array(z.string()), removed: z.array(z.string()) }),
]);
export type Change = z.infer<typeof changeSchema>;

/** A module or assessment that serves objectives which changed; `objectiveIds` are those. */
export const dependentSchema = z.object({
  in: z.enum(["modules", "assessments"]),
  id: z.string(),
  place: z.int(),
  title: z.string(),
  objectiveIds: z.array(z.string()),
});
export type Dependent = z.infer<typeof dependentSchema>;

/** What is different in `after`. Places count from 1. */
export function diffCourses(before: Course, after: Course): Change[] {
  const places = { before: objectivePlaces(before), after: objectivePlaces(after) };
  const overview = fieldChanges(before.overview, after.overview, places);
  return [
    ...(overview.length > 0 ? [{ kind: "overview", fields: overview } as const] : []),
    ...collections.flatMap((name) => diffCollection(name, before[name], after[name], places)),
    ...diffReferences(before, after),
  ];
}

/**
 * What serves an objective that was added, changed or removed, and was not named itself: told to people, never silently
 * rewritten. `named` are the ids of the items that the patch names; a link that went with its objective is no rewrite.
 */
export function dependents(before: Course, after: Course, named: ReadonlySet<string>): Dependent[] {
  const old = new Map(before.objectives.map((objective) => [objective.id, JSON.stringify(objective)]));
  const kept = new Set(after.objectives.map(({ id }) => id));
  const touched = new Set([
    ...after.objectives.filter((objective) => old.get(objective.id) !== JSON.stringify(objective)).map(({ id }) => id),
    ...before.objectives.filter(({ id }) => !kept.has(id)).map(({ id }) => id),
  ]);
  return (["modules", "assessments"] as const).flatMap((name) =>
    after[name].flatMap(({ id, title, objective_ids }, index) => {
      const was = before[name].find((candidate) => candidate.id === id)?.objective_ids ?? [];
      const objectiveIds = [...new Set([...objective_ids, ...was])].filter((objectiveId) => touched.has(objectiveId));
      return objectiveIds.length === 0 || named.has(id)
        ? []
        : [{ in: name, id, place: index + 1, title, objectiveIds }];
    }),
  );
}

/** What an item is called: its title, or an objective's text. */
export function titleOf(named: Item): string {
  return "title" in named ? named.title : named.text;
}

type ObjectivePlaces = { before: ReadonlyMap<string, number>; after: ReadonlyMap<string, number> };

function objectivePlaces({ objectives }: Course): ReadonlyMap<string, number> {
  return new Map(objectives.map(({ id }, index) => [id, index + 1]));
}

function diffCollection(
  name: Collection,
  before: readonly Item[],
  after: readonly Item[],
  places: ObjectivePlaces,
): Change[] {
  const old = new Map(before.map((entry, index) => [entry.id, { entry, place: index + 1 }]));
  const kept = new Set(after.map(({ id }) => id).filter((id) => old.has(id)));
  const moved = movedIds(
    before.filter(({ id }) => kept.has(id)),
    after.filter(({ id }) => kept.has(id)),
    (id) => old.get(id)?.place === after.findIndex((entry) => entry.id === id) + 1,
  );
  return [
    ...before.flatMap((entry, index): Change[] =>
      kept.has(entry.id) ? [] : [{ kind: "removed", in: name, id: entry.id, place: index + 1, title: titleOf(entry) }],
    ),
    ...after.flatMap((entry, index): Change[] => {
      const place = index + 1;
      const title = titleOf(entry);
      const was = old.get(entry.id);
      if (was === undefined) return [{ kind: "added", in: name, id: entry.id, place, title }];
      const fields = fieldChanges(was.entry, entry, places);
      return [
        ...(moved.has(entry.id)
          ? [{ kind: "moved", in: name, id: entry.id, title, from: was.place, to: place } as const]
          : []),
        ...(fields.length > 0 ? [{ kind: "changed", in: name, id: entry.id, place, title, fields } as const] : []),
      ];
    }),
  ];
}

/**
 * The fewest items that have to move to turn one order into the other: all but the longest run that keeps its order.
 * Among runs of one length that is it in which most keep their number too, so that nothing moves "from 2 to 2".
 */
function movedIds(before: readonly Item[], after: readonly Item[], hasItsNumber: (id: string) => boolean): Set<string> {
  const placeBefore = new Map(before.map(({ id }, index) => [id, index]));
  // Weighed by length first: no run has as many items as one more would count.
  const worth = (run: readonly string[]) => run.length * (after.length + 1) + run.filter(hasItsNumber).length;
  const longer = (one: string[], other: string[]) => (worth(other) > worth(one) ? other : one);
  const runs: string[][] = [];
  for (const { id } of after) {
    const place = placeBefore.get(id) ?? 0;
    const best = runs.filter((run) => (placeBefore.get(run.at(-1) ?? "") ?? -1) < place).reduce(longer, []);
    runs.push([...best, id]);
  }
  const staying = new Set(runs.reduce(longer, []));
  return new Set(after.map(({ id }) => id).filter((id) => !staying.has(id)));
}

function diffReferences(before: Course, after: Course): Change[] {
  const name = ({ number, title }: Course["references"][number]) => `@${number} ${title}`;
  const had = new Set(before.references.map(name));
  const has = new Set(after.references.map(name));
  const added = [...has].filter((reference) => !had.has(reference));
  const removed = [...had].filter((reference) => !has.has(reference));
  return added.length + removed.length > 0 ? [{ kind: "references", added, removed }] : [];
}

/** `id` is what makes an item the same, and `order` is told as a move. */
const unseen = new Set(["id", "order"]);

function fieldChanges(before: object, after: object, places: ObjectivePlaces): FieldChange[] {
  const old = new Map<string, unknown>(Object.entries(before));
  return Object.entries(after)
    .filter(([field, value]) => !unseen.has(field) && JSON.stringify(old.get(field)) !== JSON.stringify(value))
    .map(([field, value]) => ({
      field,
      before: asText(field, old.get(field), places.before),
      after: asText(field, value, places.after),
    }));
}

function asText(field: string, value: unknown, objectives: ReadonlyMap<string, number>): string {
  if (!Array.isArray(value)) return String(value ?? "");
  if (field === "citations") return String(value.length);
  if (field === "objective_ids") return value.map((id) => objectives.get(String(id)) ?? String(id)).join(", ");
  return value.map(String).join("; ");
}
