/**
 * The inverse of one change, applied to a version that may have gone on since: a three-way merge, field by field. What
 * somebody has changed again after it is not overwritten but told.
 */
import { titleOf } from "./diff.ts";
import { fittingEstimate, modulesMinutes } from "./lengths.ts";
import {
  applyPatch,
  type Collection,
  collections,
  type Item,
  type Operation,
  operationSchema,
  type Patch,
} from "./patch.ts";
import type { Course } from "./schema.ts";

/** What stands in the way of taking a change back. `title` is what the item is called now. */
export type UndoConflict =
  | { reason: "changed_since"; in: Collection | "overview"; id: string | null; title: string; field: string }
  | { reason: "moved_since"; in: Collection };

type Change = { before: Course; after: Course };

/** The patch for `latest` that takes back what led from `before` to `after`; conflicts are the reasons why it cannot. */
export function undoChange({ before, after }: Change, latest: Course): { patch: Patch; conflicts: UndoConflict[] } {
  const untouched = same(latest, after);
  const overview = mergeFields(
    // A length that moved with the modules is not taken back but found anew, for the modules as they are by now.
    !untouched && modulesMinutes(before) !== modulesMinutes(after)
      ? { ...before.overview, [derivedField]: after.overview[derivedField] }
      : before.overview,
    after.overview,
    latest.overview,
  );
  const parts = collections.map((name) => undoCollection(name, before[name], after[name], latest[name]));
  const references = undoReferences({ before, after }, latest);
  const undone: Patch = [
    ...(overview.changed
      ? [operationSchema.parse({ op: "set-overview", overview: { ...latest.overview, ...overview.fields } })]
      : []),
    ...parts.flatMap(({ patch }) => patch),
    ...references,
  ];
  return {
    patch: [...undone, ...(untouched ? [] : followLength(latest, undone))],
    conflicts: [
      ...overview.conflicts
        .filter((field) => field !== derivedField)
        .map(
          (field): UndoConflict => ({
            reason: "changed_since",
            in: "overview",
            id: null,
            title: latest.overview.title,
            field,
          }),
        ),
      ...parts.flatMap(({ conflicts }) => conflicts),
    ],
  };
}

/** The length of the course: it follows the modules, so there is always one that fits what is left of them. */
const derivedField = "duration_estimate";

/** Nothing where the length fits the modules once the patch is applied, or fitted as little before it. */
function followLength(latest: Course, patch: Patch): Patch {
  const applied = applyPatch(latest, patch);
  if (!applied.ok || modulesMinutes(applied.course) === modulesMinutes(latest)) return [];
  const { overview } = applied.course;
  const fitting = fittingEstimate(applied.course);
  if (fitting === overview.duration_estimate) return [];
  return [{ op: "set-overview", overview: { ...overview, duration_estimate: fitting } }];
}

function undoCollection(
  name: Collection,
  before: readonly Item[],
  after: readonly Item[],
  latest: readonly Item[],
): { patch: Patch; conflicts: UndoConflict[] } {
  const patch: Patch = [];
  const conflicts: UndoConflict[] = [];
  const find = (items: readonly Item[], id: string) => items.find((item) => item.id === id);
  for (const added of after.filter(({ id }) => find(before, id) === undefined)) {
    const now = find(latest, added.id);
    if (now === undefined) continue;
    const field = firstDifference(added, now);
    if (field === null) patch.push({ op: "remove", in: name, id: added.id });
    else conflicts.push({ reason: "changed_since", in: name, id: added.id, title: titleOf(now), field });
  }
  for (const [index, removed] of before.entries()) {
    if (find(after, removed.id) !== undefined || find(latest, removed.id) !== undefined) continue;
    // Behind the item that it followed, as far as that is still there; earlier ones that come back count too.
    const present = new Set([...latest.map(({ id }) => id), ...patch.flatMap((one) => insertedId(one))]);
    const leader = before.slice(0, index).findLast(({ id }) => present.has(id));
    const shown = withInserted(latest, patch);
    const at = leader === undefined ? 0 : shown.indexOf(leader.id) + 1;
    patch.push(operationSchema.parse({ op: "insert", in: name, at, item: removed }));
  }
  for (const item of before) {
    const then = find(after, item.id);
    const now = find(latest, item.id);
    if (then === undefined || now === undefined) continue;
    const merged = mergeFields(item, then, now);
    for (const field of merged.conflicts) {
      conflicts.push({ reason: "changed_since", in: name, id: item.id, title: titleOf(now), field });
    }
    if (merged.changed) {
      patch.push(operationSchema.parse({ op: "replace", in: name, item: { ...now, ...merged.fields } }));
    }
  }
  const order = undoOrder(name, before, after, withInserted(latest, patch));
  return order === null
    ? { patch, conflicts: [...conflicts, { reason: "moved_since", in: name }] }
    : { patch: [...patch, ...order], conflicts };
}

/** The moves that bring back the order, [] when it never changed, null when it has changed again since. */
function undoOrder(name: Collection, before: readonly Item[], after: readonly Item[], latest: readonly string[]) {
  const ids = (items: readonly Item[]) => items.map(({ id }) => id);
  const common = new Set(ids(before).filter((id) => ids(after).includes(id) && latest.includes(id)));
  const within = (list: readonly string[]) => list.filter((id) => common.has(id));
  const was = within(ids(before));
  const then = within(ids(after));
  const now = within(latest);
  if (same(was, then) || same(now, was)) return [];
  if (!same(now, then)) return null;
  // The places of all items of that time are filled in their old order; what came since stays where it is.
  const queue = ids(before).filter((id) => latest.includes(id));
  const old = new Set(queue);
  const wanted = latest.map((id) => (old.has(id) ? (queue.shift() ?? id) : id));
  const current = [...latest];
  const moves: Operation[] = [];
  for (const [to, id] of wanted.entries()) {
    if (current[to] === id) continue;
    current.splice(current.indexOf(id), 1);
    current.splice(to, 0, id);
    moves.push({ op: "move", in: name, id, to });
  }
  return moves;
}

type Merged = { changed: boolean; fields: Record<string, unknown>; conflicts: string[] };

/** Lists of ids take back what was added and removed; all other fields are taken back as a whole. */
function mergeFields(before: object, after: object, latest: object): Merged {
  const then = new Map<string, unknown>(Object.entries(after));
  const now = new Map<string, unknown>(Object.entries(latest));
  const merged: Merged = { changed: false, fields: {}, conflicts: [] };
  for (const [field, value] of Object.entries(before)) {
    if (field === "order" || same(value, then.get(field)) || same(value, now.get(field))) continue;
    const lists = [value, then.get(field), now.get(field)];
    if (same(now.get(field), then.get(field))) merged.fields[field] = value;
    else if ((field === "objective_ids" || field === "citations") && lists.every(Array.isArray)) {
      merged.fields[field] = mergeIds(...lists.map((list) => (Array.isArray(list) ? list.map(String) : [])));
    } else {
      merged.conflicts.push(field);
      continue;
    }
    merged.changed ||= !same(merged.fields[field], now.get(field));
  }
  return merged;
}

function mergeIds(before: readonly string[] = [], after: readonly string[] = [], latest: readonly string[] = []) {
  const kept = latest.filter((id) => before.includes(id) || !after.includes(id));
  return [...kept, ...before.filter((id) => !after.includes(id) && !kept.includes(id))];
}

/** Documents that the change brought go, those that it took come back; which passages are cited is counted anew later. */
function undoReferences({ before, after }: Change, latest: Course): Patch {
  if (same(before.references, after.references)) return [];
  if (same(latest.references, after.references)) return [{ op: "set-references", references: before.references }];
  const ids = (course: Course) => new Set(course.references.map(({ document_id }) => document_id));
  const [had, got, has] = [ids(before), ids(after), ids(latest)];
  const references = [
    ...latest.references.filter(({ document_id }) => !got.has(document_id) || had.has(document_id)),
    ...before.references.filter(({ document_id }) => !got.has(document_id) && !has.has(document_id)),
  ].toSorted((one, other) => one.number - other.number);
  return same(references, latest.references) ? [] : [{ op: "set-references", references }];
}

function firstDifference(one: Item, other: Item): string | null {
  const fields = new Map<string, unknown>(Object.entries(other));
  return (
    Object.entries(one).find(([field, value]) => field !== "order" && !same(value, fields.get(field)))?.[0] ?? null
  );
}

/** Ids in the order that the patch so far leads to. */
function withInserted(items: readonly Item[], patch: Patch): string[] {
  const ids = items.map(({ id }) => id);
  for (const operation of patch) {
    if (operation.op === "insert") ids.splice(operation.at, 0, operation.item.id);
    if (operation.op === "remove") ids.splice(ids.indexOf(operation.id), 1);
  }
  return ids;
}

function insertedId(operation: Operation): string[] {
  return operation.op === "insert" ? [operation.item.id] : [];
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
