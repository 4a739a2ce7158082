/** What somebody gave as a document's content: files, a link, pasted text. Read from the fields of a modal. */
import { z } from "zod";
import type { DocumentKind } from "../../course/document-kinds.ts";
import { linkTitle } from "../../knowledge/link-title.ts";
import type { DocumentSource } from "../../storage/documents-port.ts";
import { texts } from "../../texts.ts";
import { inputValue, type ViewSubmission } from "../payloads.ts";
import { contentFields as fields } from "../render/modals.ts";

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
export type FieldErrors = Record<string, string>;

const filesSchema = z.object({
  files: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullish(),
      title: z.string().nullish(),
      size: z.number().default(0),
    }),
  ),
});

/** Everything that was given, in the order of the fields; or the errors. Empty when nothing was given. */
export function contentOf(
  submission: ViewSubmission,
  { megabytes }: { megabytes: number },
): NewContent[] | FieldErrors {
  const chosen = filesSchema.safeParse(submission.view.state.values[fields.files.block]?.[fields.files.action]);
  const files = chosen.success ? chosen.data.files : [];
  const tooLarge = files.filter(({ size }) => size > megabytes * 1024 * 1024);
  if (tooLarge.length > 0) {
    const names = tooLarge.map(({ name, id }) => name || id).join(", ");
    return { [fields.files.block]: texts.addDocument.tooLarge(names, megabytes) };
  }
  const link = inputValue(submission, fields.link.block, fields.link.action).trim();
  if (link !== "" && !isPublicAddress(link)) return { [fields.link.block]: texts.addDocument.linkWrong };
  const text = inputValue(submission, fields.text.block, fields.text.action);
  return [
    ...files.map((file) => fileContent(file)),
    ...(link === "" ? [] : [linkContent(link)]),
    ...(text.trim() === "" ? [] : [textContent(text)]),
  ];
}

/** A file that Slack keeps. */
export function fileContent(file: {
  id: string;
  name?: string | null | undefined;
  title?: string | null | undefined;
  size: number;
}): NewContent {
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
export function fileTitle(file: {
  id: string;
  name?: string | null | undefined;
  title?: string | null | undefined;
}): string {
  const name = (file.title || file.name || file.id).replace(/\.[A-Za-z0-9]{1,5}$/, "");
  const words = name.replaceAll(/[_-]+/g, " ").trim().slice(0, 150) || file.id;
  // Whoever wrote it all small did so for a file system.
  return words === words.toLowerCase() ? `${words.charAt(0).toUpperCase()}${words.slice(1)}` : words;
}
