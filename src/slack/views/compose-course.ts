/** The submitted "new course" modal. What stands in its fields outweighs what the prompt says. */
import { z } from "zod";
import { type Brief, parseBrief } from "../../course/brief.ts";
import { difficultySchema } from "../../course/schema.ts";
import { texts } from "../../texts.ts";
import { viewKey } from "../ids.ts";
import { inputValue, type ViewSubmission, viewSubmissionSchema } from "../payloads.ts";
import { composeFields as fields } from "../render/compose-modal.ts";
import type { SlackServices } from "../services.ts";

type Answer = { response_action: "errors"; errors: Record<string, string> };

/** `responseUrl`: where the person can be told privately how it goes, when the form came from a message. */
const metadataSchema = z.object({ channelId: z.string().nullable(), responseUrl: z.url().optional() });
const chosenSchema = z.object({ selected_option: z.object({ value: z.string() }).nullish() });
const chosenManySchema = z.object({ selected_options: z.array(z.object({ value: z.string() })).default([]) });
const conversationSchema = z.object({ selected_conversation: z.string().nullish() });

export function composeCourseView({ intake }: Pick<SlackServices, "intake">) {
  return async ({ body, ack }: { body: unknown; ack: (answer?: Answer) => Promise<void> }): Promise<void> => {
    const submission = viewSubmissionSchema.parse(body);
    const { responseUrl } = metadataOf(submission);
    const channelId = channelOf(submission);
    if (channelId === null) return ack(error(fields.channel.block, texts.compose.channelMissing));
    const parsed = parseBrief(inputValue(submission, fields.prompt.block, fields.prompt.action), { unescape: false });
    if (!parsed.ok) {
      const problem =
        parsed.reason === "empty" ? texts.compose.promptMissing : texts.command.tooLong(parsed.length, parsed.limit);
      return ack(error(fields.prompt.block, problem));
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
    if (answer.kind === "limited") return ack(error(fields.prompt.block, answer.text));
    await ack();
  };
}

const error = (block: string, problem: string): Answer => ({ response_action: "errors", errors: { [block]: problem } });

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
  const audience = inputValue(submission, fields.audience.block, fields.audience.action).trim();
  const level = difficultySchema.safeParse(chosen(submission, fields.level));
  const minutes = Number(chosen(submission, fields.length) ?? Number.NaN);
  const documents = chosenManySchema.safeParse(fieldValue(submission, fields.documents));
  return {
    ...brief,
    audience: audience === "" ? brief.audience : audience,
    level: level.success ? level.data : brief.level,
    length_minutes: Number.isInteger(minutes) ? minutes : brief.length_minutes,
    language: chosen(submission, fields.language) ?? brief.language,
    document_ids: documents.success ? documents.data.selected_options.map(({ value }) => value) : [],
  };
}

type Field = { block: string; action: string };

const fieldValue = (submission: ViewSubmission, { block, action }: Field): unknown =>
  submission.view.state.values[block]?.[action];

function chosen(submission: ViewSubmission, field: Field): string | null {
  const parsed = chosenSchema.safeParse(fieldValue(submission, field));
  return parsed.success ? (parsed.data.selected_option?.value ?? null) : null;
}
