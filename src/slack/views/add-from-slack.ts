/** The submitted "add to knowledge base" modal: what was chosen of a message becomes documents. */
import { texts } from "../../texts.ts";
import { addDocuments } from "../documents/add-documents.ts";
import { shortcutKey } from "../documents/ingest-notices.ts";
import { viewKey } from "../ids.ts";
import { type FormListener, showErrors, showInstead } from "../listener.ts";
import type { ViewSubmission } from "../payloads.ts";
import {
  addFromSlackMetadataSchema,
  choices,
  addFromSlackForm as form,
  type Offered,
  offeredSchema,
} from "../render/modals/add-from-slack.ts";
import { noticeModal } from "../render/modals.ts";
import type { SlackServices } from "../services.ts";
import { adminForm } from "./admin-form.ts";
import { allChosenIn, typedIn } from "./field-values.ts";
import { fileContent, fileTitle, type NewContent, textContent } from "./new-content.ts";

export function addFromSlackView(needs: Pick<SlackServices, "store" | "queue" | "permissions" | "home">): FormListener {
  return adminForm(needs, async (submission) => {
    const workspaceId = submission.team.id;
    const words = texts.addFromSlack;
    const { stash } = addFromSlackMetadataSchema.parse(JSON.parse(submission.view.private_metadata));
    const offered = offeredSchema.safeParse(await needs.store.stashes.find(workspaceId, stash));
    if (!offered.success || offered.data.userId !== submission.user.id) {
      return showInstead(noticeModal(words.title, words.expired));
    }
    const title = typedIn(submission, form.title).trim();
    const contents = chosenContents(submission, offered.data, title);
    if (contents.length === 0) return showErrors({ [form.what.block]: words.nothingChosen });
    if (contents.some((content) => content.title === "")) return showErrors({ [form.title.block]: words.titleMissing });
    const { limits } = await needs.store.workspaces.settings(workspaceId);
    const tooLarge = contents.find(({ bytes }) => bytes > limits.fileMegabytes * 1024 * 1024);
    if (tooLarge !== undefined) {
      return showErrors({ [form.what.block]: texts.addDocument.tooLarge(tooLarge.title, limits.fileMegabytes) });
    }
    const documents = await addDocuments(needs, {
      workspaceId,
      userId: submission.user.id,
      contents,
      keyOf: (part) => shortcutKey(viewKey(submission.view.id, part)),
    });
    // What was not chosen is nobody's business any more.
    await needs.store.stashes.forget(workspaceId, stash);
    const lines = documents.map(({ number, title: name }) => `@${number} ${name}`);
    return showInstead(noticeModal(words.added, words.addedText(lines.join(", "))));
  });
}

function chosenContents(
  submission: ViewSubmission,
  { message, thread, files }: Offered,
  title: string,
): (NewContent & { title: string })[] {
  const chosen = new Set(allChosenIn(submission, form.what));
  return [
    ...(chosen.has(choices.thread) && thread !== null
      ? [{ ...textContent(thread.text, "message"), part: choices.thread, title }]
      : []),
    ...files
      .filter(({ id }) => chosen.has(`${choices.file}${id}`))
      .map((file) => ({ ...fileContent(file), title: fileTitle(file) })),
    ...(chosen.has(choices.message) && message !== ""
      ? [{ ...textContent(message, "message"), part: choices.message, title }]
      : []),
  ];
}
