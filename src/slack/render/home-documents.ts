/** A document's row in Home: what it is, how far it is, and what can be done with it. Pure. */
import type { Button, KnownBlock, Overflow, SectionBlock } from "@slack/types";
import { fileFormats } from "../../course/document-kinds.ts";
import type { DocumentRecord } from "../../storage/documents-port.ts";
import { texts } from "../../texts.ts";
import { type ActionId, actionIds, writeDocumentValue } from "../action-ids.ts";
import { option, plain } from "./blocks.ts";
import { remarkMarks } from "./document-remarks.ts";
import { failureText } from "./failure.ts";
import { mrkdwnLine } from "./text.ts";

/** What the menu of a row offers; each option's value is one of these, a space and the document's id. */
export const menuChoices = ["use", "details", "rename", "replace", "delete"] as const;
export type MenuChoice = (typeof menuChoices)[number];

const cells = 10;

/** One or two blocks: those that went wrong say how to mend them. */
export function documentRow(document: DocumentRecord, who: "admin" | "member"): KnownBlock[] {
  // What is wrong with a file, and how to mend it, is for those who can.
  const isUnready = who === "member" && document.state === "failed";
  const state = isUnready ? texts.home.unready : stateLine(document);
  const text = texts.home.document(document.number, mrkdwnLine(document.title), state);
  const accessory = who === "admin" ? menu(document) : useButton(document);
  const row: SectionBlock = {
    type: "section",
    block_id: `document:${document.id}`,
    text: { type: "mrkdwn", text, verbatim: true },
    ...(accessory !== null && { accessory }),
  };
  return who === "admin" && document.state === "failed" ? [row, remedies(document)] : [row];
}

/** What it is, or how far it is. */
export function stateLine(document: DocumentRecord): string {
  switch (document.state) {
    case "queued":
      return texts.home.queued;
    case "indexing":
      return progressText(document.progress);
    case "ready":
      return [texts.home.ready, ...measures(document)].join(" · ");
    case "failed": {
      const { code, facts } = document.failure ?? { code: "internal", facts: {} };
      const reason = failureText(code, facts);
      if (code === "document_duplicate") return texts.home.duplicate(reason);
      const stays = document.version > 1 && document.passageCount > 0 ? ` ${texts.home.oldVersionStays}` : "";
      return texts.home.failed(`${reason}${stays}`);
    }
  }
}

/** Kind, pages, passages, version and what was left out, as far as they say something. */
function measures(document: DocumentRecord): string[] {
  const { kind, pageCount, passageCount, version } = document;
  const file = fileFormats.find((format) => format.kind === kind);
  return [
    kind === "link" || kind === "message" ? texts.home.kinds[kind] : (file?.name ?? kind),
    ...(pageCount === null ? [] : [texts.home.extent[file?.counted ?? "page"](pageCount)]),
    texts.home.passages(passageCount),
    ...(version > 1 ? [texts.home.version(version)] : []),
    ...remarkMarks(document),
  ];
}

function progressText(progress: DocumentRecord["progress"]): string {
  if (progress === null || progress.total <= 1) return texts.home.reading;
  const { done, total } = progress;
  const full = Math.min(cells, Math.floor((done / total) * cells));
  const bar = "▰".repeat(full) + "▱".repeat(cells - full);
  return progress.unit === "page" ? texts.home.pageOf(bar, done, total) : texts.home.partOf(bar, done, total);
}

function menu({ id, state }: DocumentRecord): Overflow {
  const offered = menuChoices.filter((choice) => choice !== "use" || state !== "failed");
  return {
    type: "overflow",
    action_id: actionIds.documentMenu,
    options: offered.map((choice) => option(texts.home.menu[choice], `${choice} ${id}`)),
  };
}

function useButton(document: DocumentRecord): Button | null {
  if (document.state === "failed") return null;
  return rowButton(document, texts.home.menu.use, actionIds.useDocument);
}

/** What no second reading changes: a file stays what it is. A page behind a link may be another by now. */
const ofTheFile: ReadonlySet<string | undefined> = new Set([
  "document_empty",
  "document_wrong_type",
  "document_old_office",
  "document_password",
  "document_no_text",
]);

function remedies(document: DocumentRecord): KnownBlock {
  const code = document.failure?.code;
  const isDuplicate = code === "document_duplicate";
  const isWorthTrying = document.kind === "link" || !ofTheFile.has(code);
  return {
    type: "actions",
    block_id: `mend:${document.id}`,
    elements: isDuplicate
      ? [
          rowButton(document, texts.home.addAnyway, actionIds.addDuplicate),
          rowButton(document, texts.home.discard, actionIds.discardDocument),
        ]
      : [
          ...(isWorthTrying ? [rowButton(document, texts.home.tryAgain, actionIds.readDocumentAgain)] : []),
          rowButton(document, texts.home.replace, actionIds.replaceDocument),
          rowButton(document, texts.home.delete, actionIds.deleteDocument),
        ],
  };
}

function rowButton({ id, updatedAt }: DocumentRecord, label: string, action: ActionId): Button {
  return {
    type: "button",
    action_id: action,
    value: writeDocumentValue({ document: id, seen: updatedAt.getTime() }),
    text: plain(label),
  };
}
