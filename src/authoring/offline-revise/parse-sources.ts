/** Wishes about documents and language. */
import { readLanguage } from "../../course/brief-wishes.ts";
import { type Clause, textOf } from "./clause.ts";
import { wish } from "./parse-wish.ts";
import type { Wish } from "./wish.ts";

/** "use @4", "drop @2", "use @4 instead of @2". */
export function readDocuments(clause: Clause): Wish | null {
  const references = clause.words.filter((word) => word.startsWith("@"));
  const line = clause.keys.join(" ");
  if (references.length === 0) {
    return noDocuments.test(line) ? wish(clause, { kind: "documents", use: [], drop: [], only: true }) : null;
  }
  // "add a module on phishing from @4" is about the module; the document is what it rests on.
  if (/^add .*\b(?:module|objective|assessment|quiz|assignment|project)\b/.test(line)) return null;
  const instead = clause.words.findIndex((word) => /^(?:instead|statt|anstatt|anstelle)$/i.test(word));
  const by = clause.keys[0] === "replace" ? clause.keys.findIndex((key) => key === "with" || key === "to") : -1;
  const isReference = (word: string) => word.startsWith("@");
  if (by > 0) {
    const [old, fresh] = [clause.words.slice(0, by), clause.words.slice(by)];
    // "replace all documents with @4"
    const only =
      !old.some(isReference) && /^replace (?:the |all |of )*(?:documents?|sources?|dokumenten?|quellen?) /.test(line);
    return wish(clause, { kind: "documents", use: fresh.filter(isReference), drop: old.filter(isReference), only });
  }
  if (instead > 0) {
    const [fresh, old] = [clause.words.slice(0, instead), clause.words.slice(instead)];
    return wish(clause, {
      kind: "documents",
      use: fresh.filter(isReference),
      drop: old.filter(isReference),
      only: false,
    });
  }
  if (onlyThese.test(line) && !/\b(?:not|nicht|without)\b/.test(line)) {
    // "use @2 only for module 1" is beyond what a rule can do.
    if (/\bmodules?\b/.test(line)) return null;
    return wish(clause, { kind: "documents", use: references, drop: [], only: true });
  }
  if (
    /^(?:remove|without|forget|ignore|vergiss|ignoriere)\b|(?:\b(?:don't|do not|not|nicht|keine?)\b).*\buse\b|^(?:nimm|take) .*\bnicht$|\buse not\b|\bremove$|\baway$/.test(
      line,
    )
  ) {
    return wish(clause, { kind: "documents", use: [], drop: references, only: false });
  }
  if (
    /^(?:also )?(?:use|add|take|base|with|and|consider|read|look at|nimm|berücksichtige|beziehe)\b|\b(?:use|add)\b|^(?:plus |also )?@\S+(?: (?:too|as well|also|auch))?$|too$|as well$|^@\S+ (?:should|must|could) (?:also )?be used$/.test(
      line,
    )
  ) {
    return wish(clause, { kind: "documents", use: references, drop: [], only: false });
  }
  return null;
}

/** "use only @2", "everything but @2 should go". */
const onlyThese =
  /\b(?:only|solely|exclusively|nur|ausschließlich)\b|\band nothing else$|\bnichts anderes$|\b(?:all|everything|others?|alles)\b.* (?:but|except|außer|bis to) @/;
/** "remove the documents", "ohne Dokumente". */
const noDocuments =
  /^(?:(?:remove|without|forget|ignore|use no|no|ohne|keine?|don't use|do not use) (?:the |all |any |of )*(?:documents?|sources?|files?|dokumenten?|quellen?|dateien)|(?:the |all )*(?:documents?|sources?|dokumente|quellen) remove)$/;

/** "in German please", "translate it to French". */
export function readLanguageWish(clause: Clause): Wish | null {
  // "translate it to French", "ins Deutsche" is said of languages alone.
  const text = clause.keys.includes("translate")
    ? textOf(clause)
        .replace(/\s(?:to|into|ins)\s/i, " in ")
        .replace(/(deutsch|englisch|französisch|spanisch|italienisch)e$/i, "$1")
    : textOf(clause);
  const language = readLanguage(text);
  if (language === null) return null;
  const line = clause.keys.join(" ");
  const asks =
    clause.keys[0] === "translate" || /^(?:make|write|do|to|i want|schreibe?|give|have)\b|\btranslate\b/.test(line);
  const bare = textOf(clause).length - (language.end - language.start) < 12;
  return asks || bare ? wish(clause, { kind: "language", language: language.value }) : null;
}
