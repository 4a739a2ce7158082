/** What somebody gave as a document's content: files, a link, pasted text. Read from the fields of a modal. */
import { z } from "zod";
import type { DocumentKind } from "../../course/document-kinds.ts";
import { linkTitle } from "../../knowledge/link-title.ts";
import type { DocumentSource } from "../../storage/documents-port.ts";
import { texts } from "../../texts.ts";
import { fileSchema, type SlackFile, type ViewSubmission } from "../payloads.ts";
import { contentFields as fields } from "../render/modals.ts";
import { fieldValue, typedIn } from "./field-values.ts";

export type NewContent = {
  /** Tells the parts of one submission apart. */
  part: string;
  /** What it is called unless somebody says otherwise; null for pasted text. */
  title: string | null;
  /** Of pasted text and links. What a file is, is found out from its content when it is read. */
  kind: DocumentKind;
  bytes: number;
  source: DocumentSource;
};
/** By block: what needs mending in it. */
type FieldErrors = Record<string, string>;

const filesSchema = z.object({ files: z.array(fileSchema) });

/** Everything that was given, in the order of the fields; or the errors. Empty when nothing was given. */
export function contentOf(
  submission: ViewSubmission,
  { megabytes }: { megabytes: number },
): NewContent[] | FieldErrors {
  const chosen = filesSchema.safeParse(fieldValue(submission, fields.files));
  const files = chosen.success ? chosen.data.files : [];
  const tooLarge = files.filter(({ size }) => size > megabytes * 1024 * 1024);
  if (tooLarge.length > 0) {
    const names = tooLarge.map(({ name, id }) => name || id).join(", ");
    return { [fields.files.block]: texts.addDocument.tooLarge(names, megabytes) };
  }
  const link = typedIn(submission, fields.link).trim();
  if (link !== "" && !isPublicAddress(link)) return { [fields.link.block]: texts.addDocument.linkWrong };
  const text = typedIn(submission, fields.text);
  return [
    ...files.map(fileContent),
    ...(link === "" ? [] : [linkContent(link)]),
    ...(text.trim() === "" ? [] : [textContent(text)]),
  ];
}

/** A file that Slack keeps. */
export function fileContent(file: SlackFile): NewContent {
  return {
    part: file.id,
    title: fileTitle(file),
    kind: "text",
    bytes: file.size,
    source: { kind: "slack-file", fileId: file.id },
  };
}

/** Text as Markdown; `kind` "message" for what people have written to each other. */
export function textContent(text: string, kind: "markdown" | "message" = "markdown"): NewContent {
  return { part: "text", title: null, kind, bytes: Buffer.byteLength(text), source: { kind: "text", text } };
}

function linkContent(url: string): NewContent {
  return { part: "link", title: linkTitle(url), kind: "link", bytes: 0, source: { kind: "link", url } };
}

/** Whether it looks like a page; where it leads is found out when it is fetched. */
function isPublicAddress(link: string): boolean {
  const url = URL.parse(link);
  return url?.protocol === "https:" && url.username === "" && url.hostname.includes(".");
}

/** A file's title without its ending, with separators read as spaces: "security-handbook.md" → "Security handbook". */
export function fileTitle({ id, name: fileName, title }: Pick<SlackFile, "id" | "name" | "title">): string {
  const name = (title || fileName || id).replace(/\.[A-Za-z0-9]{1,5}$/, "");
  const words = name.replaceAll(/[_-]+/g, " ").trim().slice(0, 150) || id;
  // Whoever wrote it all small did so for a file system.
  return words === words.toLowerCase() ? `${words.charAt(0).toUpperCase()}${words.slice(1)}` : words;
}
