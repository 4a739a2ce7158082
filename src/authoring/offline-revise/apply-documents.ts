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
  for (const word of wish.drop) {
    const listed = task.course.references.map(({ document_id: id, number, title }) => ({ id, number, title }));
    const document = named(word, listed);
    const other = named(word, task.documents);
    if (document !== null) changes.brief.documents_dropped.push(document);
    else if (other !== null)
      changes.obstacles.push({ code: "document_not_used", wish: wish.words, number: other.number });
  }
  for (const word of wish.use) {
    // The only one that was named is meant, however its title was written.
    const [only] = wish.use.length + wish.drop.length === 1 && task.documents.length === 1 ? task.documents : [];
    const document = named(word, task.documents) ?? only ?? null;
    if (document !== null) use(document, wish.words, task, changes);
  }
}

function use(document: NamedDocument, words: string, task: ReviseTask, changes: Applying["changes"]): undefined {
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
  if (items === 0 && known?.named === true) return void changes.obstacles.push({ code: "already_so", wish: words });
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
