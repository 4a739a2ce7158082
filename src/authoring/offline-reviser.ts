/** The reviser that needs no model: it understands plain wishes and questions in English and German, and says so otherwise. */
import type { OfflineObstacle } from "../course/open-questions.ts";
import { detectLanguage } from "../course/quality/language.ts";
import type { Candidate, RewriteTarget } from "../course/revision.ts";
import type { Course } from "../course/schema.ts";
import { throwIfAborted } from "./end-of-work.ts";
import { answerQuestion, queryOfQuestion } from "./offline-revise/answer.ts";
import { applyRewrite } from "./offline-revise/apply-rewrite.ts";
import { type Applying, applyWish } from "./offline-revise/apply-wish.ts";
import { type Changes, collectChanges } from "./offline-revise/changes.ts";
import { ofWords, textOf } from "./offline-revise/clause.ts";
import { createComposer } from "./offline-revise/compose.ts";
import { languageOfCourse, languageOfReply } from "./offline-revise/language.ts";
import { answerElsewhere } from "./offline-revise/parse-other.ts";
import { readReply } from "./offline-revise/read-reply.ts";
import { contradictions, createResolve, isMeasure } from "./offline-revise/resolve.ts";
import { candidatesOf, kindOf } from "./offline-revise/targets.ts";
import type { Wish } from "./offline-revise/wish.ts";
import type { ReviseDraft, Reviser, ReviseTask } from "./reviser.ts";

/** Makes the offline reviser. The same task gives the same draft. */
export function createOfflineReviser(): Reviser {
  return {
    kind: "offline",
    query: queryFor,
    async revise(task, signal) {
      throwIfAborted(signal, "the offline reviser was stopped");
      const draft = task.target === null ? reviseByReply(task) : rewrite(task, task.target);
      return {
        text: "",
        usage: { input: 0, cachedInput: 0, output: 0 },
        model: "offline",
        result: { ok: true, draft },
      };
    },
  };
}

function queryFor({
  course,
  seen,
  reply,
  target,
}: Pick<ReviseTask, "course" | "seen" | "reply" | "target">): string | null {
  const resolve = createResolve(seen, () => course);
  const titles = target === null ? [] : targetsOf(course, target).map(({ title }) => title);
  const words = readReply(reply, seen).flatMap((wish): string[] => {
    switch (wish.kind) {
      case "add": {
        const named = wish.subject.keys.some((key) => kindOf(key) !== null) ? resolve(wish.subject, "") : null;
        return named?.ok === true ? named.items.map(({ title }) => title) : [textOf(wish.subject)];
      }
      case "rewrite": {
        const found = resolve(wish.target, "");
        return found.ok ? found.items.map(({ title }) => title) : [];
      }
      case "question":
        return [queryOfQuestion(wish.clause, course, resolve) ?? ""];
      case "documents":
        return wish.use.length > 0 ? [course.overview.title, ...course.modules.map(({ title }) => title)] : [];
      default:
        return [];
    }
  });
  const query = [...titles, ...words, ...(target === null ? [] : [reply])]
    .filter((word) => word.trim() !== "")
    .join(" ");
  return query === "" ? null : query;
}

function reviseByReply(task: ReviseTask): ReviseDraft {
  const wishes = readReply(task.reply, task.seen);
  if (wishes.length === 0) return { kind: "nothing" };
  if (wishes.some(({ kind }) => kind === "undo") && wishes.length === 1) return { kind: "undo" };
  const applying = begin(task);
  const { changes, resolve } = applying;
  const against = contradictions(wishes, resolve);
  changes.obstacles.push(...new Set(against.map(({ obstacle }) => obstacle)));
  const left = wishes.filter((wish) => !against.some((one) => one.wish === wish));
  // Removals come last: "after module 2" still means something when module 2 goes, and counts never fall too low on the way.
  for (const wish of [
    ...left.filter(({ kind }) => kind !== "remove"),
    ...left.filter(({ kind }) => kind === "remove"),
  ]) {
    if (wish.kind === "question") answer(wish, applying);
    else applyWish(wish, applying);
  }
  if (left.some(({ kind }) => kind === "undo")) {
    changes.obstacles.push({ code: "unclear", wish: "undo", question: null });
  }
  return draftOf(
    changes,
    isForeign(task.reply) ? withoutGuesses(changes.obstacles, task.reply) : changes.obstacles,
    task,
  );
}

function begin(task: ReviseTask, turn = 0): Applying {
  const changes = collectChanges(task.course, task.takenIds);
  return {
    task,
    changes,
    composer: createComposer(task.course, {
      passages: ownPassages(task),
      language: languageOfCourse(task.course, task.brief.language),
      turn,
    }),
    resolve: createResolve(task.seen, changes.course),
  };
}

/** A course for which documents were named rests on those, and on what a reply names: others are for answers only. */
function ownPassages({ course, documents, passages }: ReviseTask): ReviseTask["passages"] {
  if (!course.references.some(({ named }) => named)) return passages;
  const own = new Set([...course.references.map(({ document_id }) => document_id), ...documents.map(({ id }) => id)]);
  return passages.filter(({ documentId }) => own.has(documentId));
}

function answer(wish: Extract<Wish, { kind: "question" }>, { task, changes, resolve }: Applying): void {
  const language = languageOfReply(task.reply, task.course);
  const found = answerQuestion(wish.clause, { course: task.course, passages: task.passages, resolve, language });
  if (found === null)
    changes.obstacles.push({ code: "unclear", wish: wish.words, question: answerElsewhere(wish.words) });
  else changes.answers.push(found);
}

function draftOf(
  { patch, brief, remarks, answers }: Changes,
  obstacles: OfflineObstacle[],
  { reply }: Pick<ReviseTask, "reply">,
): ReviseDraft {
  const answer =
    answers.length === 0
      ? null
      : { text: answers.map(({ text }) => text).join("\n\n"), passages: answers.flatMap(({ passages }) => passages) };
  const changed = patch.length > 0 || brief.documents_added.length > 0 || brief.documents_dropped.length > 0;
  if (changed) return { kind: "revision", patch, brief, remarks, obstacles, answer };
  if (answer !== null) return { kind: "answer", answer, obstacles };
  return {
    kind: "explained",
    obstacles: obstacles.length > 0 ? obstacles : [{ code: "unclear", wish: reply, question: null }],
  };
}

/** A reply in another language is told as a whole, not word by word. */
function isForeign(reply: string): boolean {
  const language = detectLanguage(reply);
  const hasOtherScript = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(reply);
  return (
    hasOtherScript || (language !== null && language !== "en" && language !== "de" && reply.split(/\s+/).length >= 4)
  );
}

function withoutGuesses(obstacles: OfflineObstacle[], reply: string): OfflineObstacle[] {
  return obstacles.length > 0 && obstacles.every(({ code }) => code === "unclear" || code === "target_unknown")
    ? [{ code: "unclear", wish: reply, question: null }]
    : obstacles;
}

/** A button: the target is fixed, the hint may say what to do with it. */
function rewrite(task: ReviseTask, target: RewriteTarget): ReviseDraft {
  const applying = begin(task, 1);
  const { changes } = applying;
  const items = targetsOf(task.course, target);
  const hinted = task.reply.trim() === "" ? [] : readReply(task.reply, task.course);
  const understood = hinted.filter((wish) => wish.kind !== "unclear" && wish.kind !== "question");
  if (understood.length > 0 && items.length > 0 && items.every((item) => item.in !== "modules")) {
    // "Shorter", said of what has no length of its own, means its wording and not the length of the course.
    if (understood.every((wish) => isMeasure(wish) && wish.target === null)) {
      changes.obstacles.push({ code: "needs_model", wish: task.reply, what: "rewrite" });
      return draftOf(changes, changes.obstacles, task);
    }
  }
  if (understood.length > 0) {
    for (const wish of understood) applyWish(aimed(wish, items), applying);
    return draftOf(changes, changes.obstacles, task);
  }
  for (const item of items) applyRewrite(item, task.reply === "" ? item.title : task.reply, task.reply, applying);
  // One thing that only a model can do is said once.
  const distinct = [...new Map(changes.obstacles.map((obstacle) => [JSON.stringify(obstacle), obstacle])).values()];
  if (items.length === 0) distinct.push({ code: "needs_model", wish: task.reply, what: "rewrite" });
  return draftOf(changes, changes.patch.length > 0 ? [] : distinct.slice(0, 3), task);
}

/** "shorter", said of a module by its button, is about that module. */
function aimed(wish: Wish, items: readonly Candidate[]): Wish {
  const [only] = items;
  if (!isMeasure(wish) || wish.target !== null || only?.in !== "modules" || items.length > 1) {
    return wish;
  }
  return { ...wish, target: ofWords(["module", String(only.place)]) };
}

function targetsOf(course: Course, target: RewriteTarget): Candidate[] {
  const all = candidatesOf(course);
  if (target.kind === "items") return all.filter(({ id }) => target.ids.includes(id));
  return all.filter((item) => item.in === target.section);
}
