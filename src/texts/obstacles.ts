/** Why something was not done, and what was done beside the wish, in words. Plain text: whoever shows it escapes it. */
import type { Candidate, Obstacle, Remark } from "../course/revision.ts";
import { fieldName, itemName, itemsName } from "./changes.ts";
import { type OpenQuestions, questionText } from "./open-questions.ts";
import { valueTexts } from "./values.ts";

/** Why it was not done, and what to do about it. */
export function obstacleText(obstacle: Obstacle): string {
  switch (obstacle.code) {
    case "unclear":
      return questionText(obstacle.question, obstacle.wish, questions) ?? unclear(obstacle.wish);
    case "target_unknown": {
      const near = obstacle.nearest.slice(0, 3).map(candidateText).join(", ");
      return `I cannot find “${obstacle.target}” in the course.${near === "" ? "" : ` Did you mean ${near}?`}`;
    }
    case "target_ambiguous":
      return `“${obstacle.target}” could be ${either(obstacle.candidates.map(candidateText))}. Which one do you mean?`;
    case "target_gone":
      return `“${obstacle.title}” is no longer in the course: somebody removed it just before.`;
    case "contradiction":
      return `“${obstacle.wish}” and “${obstacle.other}” do not go together. Which one should it be?`;
    case "already_so":
      return "The course is like that already.";
    case "too_few":
      return `A course needs at least ${obstacle.limit} ${itemsName(obstacle.in, obstacle.limit)}, so I left it as it is.`;
    case "too_many":
      return `A course can have at most ${obstacle.limit} ${itemsName(obstacle.in, obstacle.limit)}, so I added none.`;
    case "length_impossible":
      return `A length of ${minutesText(obstacle.minutes)} is not possible here.`;
    case "too_long":
      return `That is ${obstacle.length} characters; a reply can have ${obstacle.limit}. Please shorten it, or put the details into a document.`;
    case "needs_model":
      return `${needs[obstacle.what]} needs a language model, and none is set up. I can still add, remove, move and rename parts, and change the length.`;
    case "document_unknown": {
      if (obstacle.isUnreadable)
        return `${obstacle.token.source} could not be read, so I used nothing of it. My Home tab says why.`;
      const near = obstacle.nearest.slice(0, 3).map(({ number, title }) => `@${number} ${title}`);
      return `No document matches ${obstacle.token.source}.${near.length === 0 ? " /course docs lists those there are." : ` Closest: ${near.join(", ")}.`}`;
    }
    case "document_not_used":
      return `The course does not rest on @${obstacle.number}, so there is nothing to drop.`;
    case "documents_refused":
      return `Guests cannot use documents, so I left out ${obstacle.wish}. Ask somebody from the team to add it.`;
    case "nothing_to_undo":
      return "There is nothing left to take back: this is the first draft.";
    case "undo_conflict":
      return `I cannot take back version ${obstacle.of}: ${conflictText(obstacle.conflicts)}. History can restore an earlier version as a whole.`;
    case "undo_breaks":
      return `Taking back version ${obstacle.of} would leave the course incomplete. History can restore an earlier version as a whole.`;
    case "already_undone":
      return `Version ${obstacle.of} has been taken back already.`;
    case "version_unknown":
      return `There is no version ${obstacle.number}.`;
    case "nothing_to_fix":
      return "I found nothing that I can fix without rewriting. Say what you would like to change, and I do that.";
    case "not_written":
      return "There is no finished draft yet. I have noted this and take it up as soon as there is one: press Retry or Continue on the card.";
  }
}

/** What was done beside the wish, or what should be known of it. */
export function remarkText(remark: Remark): string {
  switch (remark.code) {
    case "length_followed":
      return `The course's length went from ${valueTexts.duration(remark.before)} to ${valueTexts.duration(remark.after)}, to match its modules.`;
    case "modules_rescaled":
      return `I adjusted the duration of ${remark.modules} ${itemsName("modules", remark.modules)} to match.`;
    case "linked":
      return `“${remark.title}” serves ${remark.objectives.length === 1 ? "objective" : "objectives"} ${remark.objectives.join(", ")}.`;
    case "objective_without_module":
      return `No module teaches objective ${remark.place} “${bare(remark.text)}” now.`;
    case "objective_without_assessment":
      return `No assessment checks objective ${remark.place} “${bare(remark.text)}” now.`;
    case "without_objective":
      return `${capital(itemName(remark.in))} ${remark.place} “${remark.title}” serves no objective now.`;
    case "no_source_found":
      return `The documents say nothing on “${remark.subject}”, so this part names no source.`;
    case "same_subject":
      return `${capital(itemName(remark.in))} ${remark.place} “${remark.title}” is about the same. Say what each of them should cover, or take the new one back with Undo.`;
    case "document_unused":
      return `@${remark.number} ${remark.title} is listed, and nothing rests on it yet.`;
    case "document_linked":
      return `@${remark.number} ${remark.title} now backs ${remark.items} ${remark.items === 1 ? "part" : "parts"} of the course.`;
    case "texts_kept":
      return remark.what === "level"
        ? "The texts are still those of the old level. Rewrite a part with the button on the card if you want them changed."
        : "The texts are as they were; only the length changed.";
  }
}

/** Whether the list of what is understood should follow. */
export function wantsHelp(obstacles: readonly Obstacle[]): boolean {
  return obstacles.some(
    (obstacle) => obstacle.code === "unclear" && questionText(obstacle.question, obstacle.wish, questions) === null,
  );
}

const questions: OpenQuestions = {
  not_in_documents: () => "Neither the course nor its documents tell me that.",
  subject: () => "What should it be about? Write for example “add a module on phishing”.",
  new_course: () => "This thread is about one course. For another one, use /course, or mention me outside this thread.",
  delete_course: () =>
    "I left the course as it is. To delete it, choose “Delete the course” in the “…” menu of its card.",
  export: () => "Choose the kind of file in the “…” menu of the course's card. It then comes into this thread.",
  kept: () => "I left that as it is.",
  texts_from: (documents) =>
    `Texts that came from ${documents} are still in the course. Rewrite or remove those parts if they should go too.`,
  nothing_to_redo: () => "There is nothing to bring back: no change is taken back at the moment.",
};

const needs = {
  language: "Writing in another language",
  rewrite: "Rewriting",
  level: "Changing the texts to another level",
  text: "Writing that",
} as const;

type Conflict = Extract<Obstacle, { code: "undo_conflict" }>["conflicts"][number];

function conflictText(conflicts: readonly Conflict[]): string {
  const texts = conflicts.map((conflict) =>
    conflict.reason === "moved_since"
      ? `the order of the ${conflict.in} has changed since`
      : `${fieldName(conflict.field).toLowerCase()} of “${conflict.title}” has changed since`,
  );
  const shown = [...new Set(texts)].slice(0, 3);
  return shown.join(", and ");
}

function candidateText({ in: section, place, title }: Candidate): string {
  return `${itemName(section)} ${place} “${bare(title)}”`;
}

/** A sentence inside a sentence ends without its full stop. */
function bare(text: string): string {
  return text.replace(/[.\s]+$/, "");
}

function either(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} or ${texts.at(-1)}`;
}

function unclear(wish: string): string {
  return wish.trim() === "" ? "I am not sure what you mean." : `I am not sure what “${wish}” should change.`;
}

function minutesText(minutes: number): string {
  const hours = minutes / 60;
  if (minutes >= 60 && Number.isInteger(hours * 2)) return `${hours} ${hours === 1 ? "hour" : "hours"}`;
  return `${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
