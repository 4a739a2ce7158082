/** Brings what documents are made of: files that people gave the bot in Slack, and public pages. */
import { z } from "zod";
import { CoursewrightError } from "../../errors.ts";
import { createPageFetcher, type PageFetcher } from "../../knowledge/extract/link.ts";
import { createSlackFileFetcher } from "../../knowledge/extract/slack-file.ts";
import type { FetchFile } from "../../knowledge/ingest.ts";
import type { Store } from "../../storage/store.ts";
import { outcomeOf } from "../publish/outcome.ts";
import type { Workspaces } from "../workspaces.ts";

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);
const fileSchema = z.object({
  file: z.object({
    name: text,
    title: text,
    mimetype: text,
    size: z.number().default(0),
    mode: text,
    is_external: z.boolean().default(false),
    url_private_download: text,
    url_private: text,
  }),
});

/**
 * @param apiUrl of Slack's Web API; files of its host may be fetched with the bot's token, too
 * @returns a function that throws CoursewrightError `document_…` when trying again cannot help, `slack_unreachable` when it can
 */
export function createDocumentFetcher({
  workspaces,
  store,
  apiUrl,
  fetchPage = createPageFetcher(),
}: {
  workspaces: Workspaces;
  store: Pick<Store, "workspaces">;
  apiUrl: string;
  fetchPage?: PageFetcher;
}): FetchFile {
  const fetchSlackFile = createSlackFileFetcher({ apiUrl });

  return async ({ workspaceId, source, signal }) => {
    if (source.kind === "link") {
      const { bytes, contentType, finalUrl } = await fetchPage({ url: source.url, signal });
      return {
        bytes,
        fileName: new URL(finalUrl).pathname.split("/").at(-1) || "page.html",
        ...(contentType !== "" && { declaredType: contentType }),
      };
    }
    const client = await workspaces.client(workspaceId);
    const { file } = fileSchema.parse(await client.files.info({ file: source.fileId }).catch(unavailable));
    const { limits } = await store.workspaces.settings(workspaceId);
    const { bytes } = await fetchSlackFile({
      file,
      token: await workspaces.token(workspaceId),
      maxBytes: limits.fileMegabytes * 1024 * 1024,
      signal,
    }).catch(retriable);
    return {
      bytes,
      fileName: file.name || file.title || source.fileId,
      ...(file.mimetype !== undefined && { declaredType: file.mimetype }),
    };
  };
}

/** Slack's answer to whether there is such a file: a refusal ends it, anything else may pass. */
function unavailable(error: unknown): never {
  const outcome = outcomeOf(error);
  if (outcome.kind === "throttled" || outcome.kind === "transient") {
    throw new CoursewrightError("slack_unreachable", "Slack did not say what the file is", { cause: error });
  }
  throw new CoursewrightError("document_unavailable", "Slack has no such file for the bot", { cause: error });
}

/** Slack away, or throttling, says nothing about the file. */
function retriable(error: unknown): never {
  if (error instanceof CoursewrightError && error.code === "document_unavailable") {
    const status = Number(error.facts.status ?? 0);
    if (error.facts.reason === "network" || status >= 500 || status === 429) {
      throw new CoursewrightError("slack_unreachable", "the file could not be downloaded", { cause: error });
    }
  }
  throw error;
}
