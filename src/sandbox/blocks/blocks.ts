import { z } from "zod";
import { blockLimits as limits } from "../limits.ts";
import { accessory, actionElement, contextAction, imageElement, inputElement } from "./elements.ts";
import { anyText, linkUrl, mrkdwn, plainText } from "./objects.ts";
import { richText } from "./rich-text.ts";

/** Every block of Block Kit that an app may send, with Slack's limits. */

const blockId = { block_id: z.string().max(limits.blockId).optional() };

const section = z
  .strictObject({
    type: z.literal("section"),
    ...blockId,
    text: anyText(limits.sectionText).optional(),
    fields: z.array(anyText(limits.sectionField)).min(1).max(limits.sectionFields).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine(({ text, fields }) => text !== undefined || fields !== undefined, "must define either text or fields");

const header = z.strictObject({ type: z.literal("header"), ...blockId, text: plainText(limits.header) });

const divider = z.strictObject({ type: z.literal("divider"), ...blockId });

const context = z.strictObject({
  type: z.literal("context"),
  ...blockId,
  elements: z
    .array(z.discriminatedUnion("type", [imageElement, plainText(limits.sectionText), mrkdwn(limits.sectionText)]))
    .min(1)
    .max(limits.contextElements),
});

const actions = z.strictObject({
  type: z.literal("actions"),
  ...blockId,
  elements: z.array(actionElement).min(1).max(limits.actionsElements),
});

const contextActions = z.strictObject({
  type: z.literal("context_actions"),
  ...blockId,
  elements: z.array(contextAction).min(1).max(limits.contextActionsElements),
});

const image = z
  .strictObject({
    type: z.literal("image"),
    ...blockId,
    image_url: linkUrl(limits.imageUrl).optional(),
    slack_file: z.strictObject({ id: z.string(), url: z.string() }).partial().optional(),
    alt_text: z.string().min(1).max(limits.altText),
    title: plainText(limits.imageTitle).optional(),
  })
  .refine(
    (block) => (block.image_url === undefined) !== (block.slack_file === undefined),
    "must provide image_url or slack_file",
  );

const input = z.strictObject({
  type: z.literal("input"),
  ...blockId,
  label: plainText(limits.inputLabel),
  element: inputElement,
  hint: plainText(limits.inputHint).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
});

const markdown = z.strictObject({
  type: z.literal("markdown"),
  ...blockId,
  text: z.string().min(1).max(limits.markdown),
});

const table = z.strictObject({
  type: z.literal("table"),
  ...blockId,
  rows: z
    .array(
      z
        .array(
          z.discriminatedUnion("type", [
            z.strictObject({ type: z.literal("raw_text"), text: z.string().min(1) }),
            richText,
          ]),
        )
        .min(1)
        .max(limits.tableColumns),
    )
    .min(1)
    .max(limits.tableRows),
  column_settings: z
    .array(
      z
        .strictObject({ align: z.enum(["left", "center", "right"]).optional(), is_wrapped: z.boolean().optional() })
        .nullable(),
    )
    .max(limits.tableColumns)
    .optional(),
});

const everywhere = [section, header, divider, context, actions, image, input, richText] as const;

export const messageBlock = z.discriminatedUnion("type", [...everywhere, contextActions, markdown, table]);
export const viewBlock = z.discriminatedUnion("type", everywhere);
