/** The answers to "Add these files to the knowledge base?". The offer is edited to say what became of it. */
import { z } from "zod";
import { parseBrief } from "../../course/brief.ts";
import type { DocumentRecord } from "../../storage/documents-port.ts";
import { texts } from "../../texts.ts";
import { actionIds } from "../action-ids.ts";
import { addDocuments } from "../documents/add-documents.ts";
import { messageKey } from "../ids.ts";
import type { ActionListener } from "../listener.ts";
import { type ActionBody, actionBodySchema, fileSchema } from "../payloads.ts";
import { inTime } from "../people/in-time.ts";
import { answeredOffer, fileNames } from "../render/file-offer.ts";
import { mrkdwnLine } from "../render/text.ts";
import type { SlackServices } from "../services.ts";
import { fileContent, fileTitle } from "../views/new-content.ts";
import { tell } from "./course-click.ts";

type Needs = Pick<SlackServices, "store" | "queue" | "home" | "permissions" | "workspaces" | "background" | "intake">;

const offerSchema = z.object({
  userId: z.string(),
  channelId: z.string(),
  ts: z.string(),
  text: z.string(),
  files: z.array(fileSchema),
});
type Offer = z.infer<typeof offerSchema>;

export function offerButtons(needs: Needs): { action: string; listener: ActionListener }[] {
  return [
    { action: actionIds.addOffered, listener: answering(needs, { add: true, write: false }) },
    { action: actionIds.addOfferedAndWrite, listener: answering(needs, { add: true, write: true }) },
    { action: actionIds.writeWithoutOffered, listener: answering(needs, { add: false, write: true }) },
    { action: actionIds.declineOffered, listener: answering(needs, { add: false, write: false }) },
  ];
}

function answering(needs: Needs, wish: { add: boolean; write: boolean }): ActionListener {
  return async ({ body: raw, ack }) => {
    const body = actionBodySchema.parse(raw);
    const workspaceId = body.team.id;
    const id = body.actions[0].value ?? "";
    const offer = offerSchema.safeParse(await needs.store.stashes.find(workspaceId, id));
    // The offer is its sender's: a forged click names no other.
    if (!offer.success || offer.data.userId !== body.user.id) say(needs, body, texts.addFromSlack.expired);
    else if (!wish.add || (await mayAdd(needs, body))) {
      say(needs, body, await carryOut(needs, workspaceId, offer.data, wish));
    }
    await ack();
  };
}

/** Whoever may not is told so in place of the offer; where Slack does not say, the offer stays, to be answered again. */
async function mayAdd(needs: Needs, body: ActionBody): Promise<boolean> {
  const isAdmin = await inTime(needs.permissions.isAdmin(body.team.id, body.user.id));
  if (isAdmin === "no") say(needs, body, texts.permissions.documents);
  if (isAdmin === "unknown") tell(needs, body, texts.permissions.unsure);
  return isAdmin === "yes";
}

async function carryOut(
  needs: Needs,
  workspaceId: string,
  offer: Offer,
  wish: { add: boolean; write: boolean },
): Promise<string> {
  const words = texts.fileOffer;
  const documents = wish.add
    ? await addDocuments(needs, {
        workspaceId,
        userId: offer.userId,
        contents: offer.files.map((file) => ({ ...fileContent(file), title: fileTitle(file) })),
        keyOf: (part) => `offer:${messageKey(offer.channelId, offer.ts)}:${part}`,
      })
    : [];
  const lines = documents.map(({ number, title }) => words.addedLine(number, mrkdwnLine(title)));
  const added = wish.add ? words.added(lines.join("\n")) : words.declined(fileNames(offer.files));
  if (!wish.write) return added;
  return `${added}\n${await write(needs, workspaceId, offer, documents)}`;
}

/** The course that was asked for with the files, resting on them: it waits until they are read. */
async function write(
  { intake }: Needs,
  workspaceId: string,
  { userId, channelId, ts, text }: Offer,
  documents: readonly DocumentRecord[],
): Promise<string> {
  const parsed = parseBrief(text, { unescape: true });
  if (!parsed.ok) {
    return parsed.reason === "empty"
      ? texts.command.nothingToTeach
      : texts.command.tooLong(parsed.length, parsed.limit);
  }
  const answer = await intake.acceptBrief({
    workspaceId,
    key: messageKey(channelId, ts),
    channelId,
    threadTs: ts,
    userId,
    brief: { ...parsed.brief, document_ids: documents.map(({ id }) => id) },
    origin: { kind: "message", channelId, ts },
  });
  if (answer.kind === "limited") return answer.text;
  return documents.length === 0 ? "" : texts.fileOffer.writing;
}

/** In place of the offer, so that its buttons are gone. */
function say({ workspaces, background }: Needs, { team, channel, message }: ActionBody, said: string): void {
  if (channel === undefined || message === undefined) return;
  background.run("answer to an offer", async () => {
    const client = await workspaces.client(team.id);
    await client.chat.update({ channel: channel.id, ts: message.ts, ...answeredOffer(said.trim()) });
  });
}
