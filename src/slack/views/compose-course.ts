/** The submitted "new course" modal. What stands in its fields outweighs what the prompt says. */
import { z } from "zod";
import { type Brief, parseBrief } from "../../course/brief.ts";
import { difficultySchema } from "../../course/schema.ts";
import { texts } from "../../texts.ts";
import { viewKey } from "../ids.ts";
import { type FormListener, showErrors } from "../listener.ts";
import { type ViewSubmission, viewSubmissionSchema } from "../payloads.ts";
import { composeFields as fields } from "../render/modals/compose.ts";
import type { SlackServices } from "../services.ts";
import { allChosenIn, chosenIn, fieldValue, typedIn } from "./field-values.ts";

/** `responseUrl`: where the person can be told privately how it goes, when the form came from a message. */
const metadataSchema = z.object({ channelId: z.string().nullable(), responseUrl: z.url().optional() });
const conversationSchema = z.object({ selected_conversation: z.string().nullish() });

export function composeCourseView({ intake }: Pick<SlackServices, "intake">): FormListener {
  return async ({ body, ack }) => {
    const submission = viewSubmissionSchema.parse(body);
    const { responseUrl } = metadataOf(submission);
    const channelId = channelOf(submission);
    if (channelId === null) return ack(showErrors({ [fields.channel.block]: texts.compose.channelMissing }));
    const parsed = parseBrief(typedIn(submission, fields.prompt), { unescape: false });
    if (!parsed.ok) {
      const problem =
        parsed.reason === "empty" ? texts.compose.promptMissing : texts.command.tooLong(parsed.length, parsed.limit);
      return ack(showErrors({ [fields.prompt.block]: problem }));
    }
    const answer = await intake.acceptBrief({
      workspaceId: submission.team.id,
      key: viewKey(submission.view.id),
      channelId,
      threadTs: null,
      userId: submission.user.id,
      brief: withFields(parsed.brief, submission),
      origin: responseUrl === undefined ? { kind: "modal" } : { kind: "command", responseUrl },
    });
    if (answer.kind === "limited") return ack(showErrors({ [fields.prompt.block]: answer.text }));
    await ack();
  };
}

function metadataOf({ view }: ViewSubmission) {
  return metadataSchema.parse(JSON.parse(view.private_metadata || '{"channelId":null}'));
}

function channelOf(submission: ViewSubmission): string | null {
  const { channelId } = metadataOf(submission);
  if (channelId !== null) return channelId;
  const picked = conversationSchema.safeParse(fieldValue(submission, fields.channel));
  return picked.success ? (picked.data.selected_conversation ?? null) : null;
}

function withFields(brief: Brief, submission: ViewSubmission): Brief {
  const audience = typedIn(submission, fields.audience).trim();
  const level = difficultySchema.safeParse(chosenIn(submission, fields.level));
  const minutes = Number(chosenIn(submission, fields.length) ?? Number.NaN);
  return {
    ...brief,
    audience: audience === "" ? brief.audience : audience,
    level: level.success ? level.data : brief.level,
    length_minutes: Number.isInteger(minutes) ? minutes : brief.length_minutes,
    language: chosenIn(submission, fields.language) ?? brief.language,
    document_ids: allChosenIn(submission, fields.documents),
  };
}
