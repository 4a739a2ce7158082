/** "use @4", "drop @2", "replace @2 with @4". */
import { overlap, stemsOf } from "../../course/quality/words.ts";
import type { NamedDocument, ReviseTask } from "../reviser.ts";
import type { Applying } from "./apply-wish.ts";
import { likeness } from "./targets.ts";
import type { Wish } from "./wish.ts";

/** How much of a module's words a passage must have for the module to rest on it. */
const supports = 0.34;

export function applyDocuments(wish: Extract<Wish, { kind: "documents" }>, { task, changes }: Applying): undefined {
  // Those that name no document are told by whoever looked them up; a guest's are refused as a whole.
  if (task.guest) return;
  const listed = task.course.references.map(({ document_id: id, number, title }) => ({ id, number, title }));
  const dropped: NamedDocument[] = [];
  for (const word of wish.drop) {
    const document = named(word, listed);
    const other = named(word, task.documents);
    if (document !== null) dropped.push(document);
    else if (other !== null)
      changes.obstacles.push({ code: "document_not_used", wish: wish.words, number: other.number });
  }
  const used: NamedDocument[] = [];
  for (const word of wish.use) {
    // The only one that was named is meant, however its title was written.
    const [only] = wish.use.length + wish.drop.length === 1 && task.documents.length === 1 ? task.documents : [];
    const document = named(word, task.documents) ?? only ?? null;
    if (document !== null) used.push(document);
  }
  // Who names one that there is not is told so, and keeps the others.
  if (wish.only && used.length === wish.use.length) {
    dropped.push(...listed.filter(({ id }) => !used.some((document) => document.id === id)));
  }
  changes.brief.documents_dropped.push(...dropped);
  for (const document of used) use(document, wish.words, task, changes, { isAll: dropped.length === 0 });
  if (wish.only && used.length + dropped.length === 0 && wish.use.length === 0) {
    changes.obstacles.push({ code: "already_so", wish: wish.words });
  }
  const left = dropped.filter(({ id }) => isCited(task.course, id)).map(({ number, title }) => `@${number} ${title}`);
  if (left.length > 0) changes.obstacles.push({ code: "unclear", wish: left.join(", "), question: "texts_from" });
}

/** Whether something in the course was written from a document. */
function isCited({ references }: ReviseTask["course"], id: string): boolean {
  return references.some(({ document_id, passages }) => document_id === id && passages.length > 0);
}

/** `isAll` says that the wish asks for nothing else, so that it may find the course as it should be. */
function use(
  document: NamedDocument,
  words: string,
  task: ReviseTask,
  changes: Applying["changes"],
  { isAll }: { isAll: boolean },
): undefined {
  const passages = task.passages.filter(({ documentId }) => documentId === document.id);
  let items = 0;
  for (const module of changes.course().modules) {
    const about = new Set(stemsOf(`${module.title} ${module.topics.join(" ")}`));
    const [best] = passages
      .filter(({ id }) => !module.citations.includes(id))
      .map((passage) => ({
        id: passage.id,
        score: overlap(about, new Set(stemsOf(`${passage.place.heading_path.join(" ")} ${passage.text}`))),
      }))
      .sort((one, other) => other.score - one.score);
    if (best === undefined || best.score < supports) continue;
    changes.change("modules", module.id, { citations: [...module.citations, best.id] });
    items += 1;
  }
  const known = task.course.references.find(({ document_id }) => document_id === document.id);
  if (items === 0 && known?.named === true) {
    return isAll ? void changes.obstacles.push({ code: "already_so", wish: words }) : undefined;
  }
  changes.brief.documents_added.push(document);
  const { number, title } = document;
  if (items > 0) changes.remarks.push({ code: "document_linked", number, title, items });
}

/** The document that an "@…" means among these. */
function named(word: string, documents: readonly NamedDocument[]): NamedDocument | null {
  const name = word.slice(1).replace(/^["“„«]|["”“»]?[,.;:]*$/gu, "");
  if (/^\d+$/.test(name)) return documents.find(({ number }) => number === Number(name)) ?? null;
  const [best] = documents
    .map((document) => ({ document, score: likeness(name.replaceAll("-", " "), document.title) }))
    .sort((one, other) => other.score - one.score);
  return best !== undefined && best.score >= 0.5 ? best.document : null;
}
