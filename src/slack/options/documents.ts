/** Type-ahead: the documents whose title, number or short name fits what has been typed. */
import type { Option } from "@slack/types";
import { z } from "zod";
import { placeInteraction } from "../payloads.ts";
import { inTime } from "../people/in-time.ts";
import { documentOption } from "../render/modals/compose.ts";
import type { SlackServices } from "../services.ts";

const suggestionSchema = z.preprocess(
  placeInteraction,
  z.object({
    team: z.object({ id: z.string() }),
    user: z.object({ id: z.string() }),
    value: z.string().default(""),
  }),
);

/** Slack shows a hundred at most; nobody reads that many. */
const most = 30;

export function documentOptions({ store, permissions }: Pick<SlackServices, "store" | "permissions">) {
  return async ({
    body,
    ack,
  }: {
    body: unknown;
    ack: (answer: { options: Option[] }) => Promise<void>;
  }): Promise<void> => {
    const { team, user, value } = suggestionSchema.parse(body);
    if ((await inTime(permissions.mayReadDocuments(team.id, user.id))) !== "yes") return ack({ options: [] });
    const typed = value.trim().replace(/^@/, "");
    const byNumber = /^\d+$/.test(typed) ? await store.documents.findByNumber(team.id, Number(typed)) : null;
    const search = typed.replaceAll("-", " ");
    const byTitle = await store.documents.list(team.id, { ...(search !== "" && { search }), limit: most });
    const documents = [...(byNumber === null ? [] : [byNumber]), ...byTitle.filter(({ id }) => id !== byNumber?.id)];
    await ack({ options: documents.map(documentOption) });
  };
}
