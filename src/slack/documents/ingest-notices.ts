/** Whoever added a document from a message hears in their direct message with the bot when it is read, or why it could not be. */
import { z } from "zod";
import { CoursewrightError } from "../../errors.ts";
import type { Log } from "../../log.ts";
import type { FullStore } from "../../storage/create-store.ts";
import type { DocumentRecord } from "../../storage/documents-port.ts";
import type { Lease, RequestRecord } from "../../storage/store.ts";
import { inLanguage } from "../../texts/locale.ts";
import { texts } from "../../texts.ts";
import type { Permissions } from "../people/permissions.ts";
import { outcomeOf } from "../publish/outcome.ts";
import { remarkSentences } from "../render/document-remarks.ts";
import { failureText } from "../render/failure.ts";
import { mrkdwnLine } from "../render/text.ts";
import type { Workspaces } from "../workspaces.ts";

/** How long to wait for Slack to say which language somebody reads, in milliseconds. */
const patienceMs = 2_000;

const offerKey = /^offer:message:[^:]+:[^:]+:/;
const offerSchema = z.object({ threadTs: z.string() });
const keptSchema = z.object({ outcome: z.unknown() });

type Context = { request: RequestRecord; lease: Lease };
/** `onlyFailures` where a course waits for the document: it goes on by itself once that is read. */
type Place = { channel: string; threadTs: string | null; onlyFailures: boolean };

export type IngestNotices = {
  /**
   * Has a document read and tells of the end. Taken up again because the telling failed, it does not read again.
   * @throws CoursewrightError `slack_unreachable`, and what `ingest` throws
   */
  telling<Outcome>(context: Context, ingest: () => Promise<Outcome>): Promise<unknown>;
  /** Tells how the document of a request has ended. @throws CoursewrightError `slack_unreachable` */
  tell(request: RequestRecord): Promise<void>;
};

export function createIngestNotices({
  store,
  workspaces,
  languageOf,
  log,
}: {
  store: Pick<FullStore, "documents" | "requests" | "stashes" | "courses">;
  workspaces: Workspaces;
  languageOf: Permissions["languageOf"];
  log: Log;
}): IngestNotices {
  async function placeOf({ workspaceId, key, authorId }: RequestRecord): Promise<Place | null> {
    if (!isToBeTold(key)) return null;
    if (key.startsWith(shortcutPrefix)) return { channel: authorId, threadTs: null, onlyFailures: false };
    const [offer, message, channel = "", ts = ""] = key.split(":");
    const kept = offerSchema.safeParse(await store.stashes.find(workspaceId, [offer, message, channel, ts].join(":")));
    const threadTs = kept.success ? kept.data.threadTs : ts;
    const course = await store.courses.findByThread(workspaceId, channel, ts);
    return { channel, threadTs, onlyFailures: course !== null };
  }

  async function say(request: RequestRecord, { channel, threadTs }: Place, text: string): Promise<void> {
    const { workspaceId, id } = request;
    try {
      const client = await workspaces.client(workspaceId);
      await client.chat.postMessage({
        channel,
        text,
        ...(threadTs !== null && { thread_ts: threadTs }),
        unfurl_links: false,
        unfurl_media: false,
      });
    } catch (error) {
      const outcome = outcomeOf(error);
      if (outcome.kind === "throttled" || outcome.kind === "transient") {
        throw new CoursewrightError("slack_unreachable", "the end of the reading could not be told", { cause: error });
      }
      log.warn({ error, workspaceId, requestId: id }, "nobody could be told that a document was read");
    }
  }

  async function tell(request: RequestRecord): Promise<void> {
    const place = await placeOf(request);
    const document = place === null ? null : await store.documents.find(request.workspaceId, request.lane.id);
    if (place === null || document === null || (place.onlyFailures && document.state === "ready")) return;
    const language = await languageOf(request.workspaceId, request.authorId, patienceMs);
    await say(
      request,
      place,
      inLanguage(language, () => noticeOf(document)),
    );
  }

  return {
    tell,
    async telling({ request, lease }, ingest) {
      if (!isToBeTold(request.key)) return ingest();
      const kept = keptSchema.safeParse(request.retrieval);
      const outcome: unknown = kept.success ? kept.data.outcome : await ingest();
      if (!kept.success) await store.requests.keepRetrieval(lease, request.id, { outcome });
      await tell(request);
      return outcome;
    },
  };
}

const shortcutPrefix = "shortcut:";

/** The key of what is added through the shortcut. */
export const shortcutKey = (key: string): string => `${shortcutPrefix}${key}`;

/** What is added in Home is seen there. */
function isToBeTold(key: string): boolean {
  return key.startsWith(shortcutPrefix) || offerKey.test(key);
}

function noticeOf(document: DocumentRecord): string {
  const { number, title, state, failure } = document;
  const words = texts.fileOffer;
  const name = mrkdwnLine(title);
  if (state !== "failed") return [words.read(number, name), ...remarkSentences(document)].join("\n");
  return words.unread(number, name, failureText(failure?.code ?? "internal", failure?.facts));
}
