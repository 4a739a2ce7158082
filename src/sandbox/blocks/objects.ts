import { z } from "zod";
import { elementLimits as limits } from "../limits.ts";

/** Block Kit's composition objects, as strict as Slack: a key too many is refused. */

export const plainText = (longest: number) =>
  z.strictObject({
    type: z.literal("plain_text"),
    text: z.string().min(1).max(longest),
    emoji: z.boolean().optional(),
  });

export const mrkdwn = (longest: number) =>
  z.strictObject({
    type: z.literal("mrkdwn"),
    text: z.string().min(1).max(longest),
    verbatim: z.boolean().optional(),
  });

export const anyText = (longest: number) => z.discriminatedUnion("type", [plainText(longest), mrkdwn(longest)]);

export const actionId = z.string().max(limits.actionId).optional();
export const placeholder = plainText(limits.placeholder).optional();
export const focusOnLoad = z.boolean().optional();

/** http, https, mailto and the like; never a script. */
export const linkUrl = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^(?!javascript:|data:|vbscript:)[a-z][a-z0-9+.-]*:/i, "must be a valid URL");

export const confirm = z
  .strictObject({
    title: plainText(limits.confirmTitle),
    text: anyText(limits.confirmText),
    confirm: plainText(limits.confirmButton),
    deny: plainText(limits.confirmButton),
    style: z.enum(["primary", "danger"]).optional(),
  })
  .optional();

const optionFields = { value: z.string().min(1).max(limits.optionValue) };

/** An option of a select menu. */
export const option = z.strictObject({
  ...optionFields,
  text: plainText(limits.optionText),
  description: plainText(limits.optionDescription).optional(),
});

/** An option of radio buttons and checkboxes: these may use mrkdwn. */
export const choice = z.strictObject({
  ...optionFields,
  text: anyText(limits.optionText),
  description: anyText(limits.optionDescription).optional(),
});

export const overflowOption = z.strictObject({
  ...optionFields,
  text: plainText(limits.optionText),
  description: plainText(limits.optionDescription).optional(),
  url: linkUrl(limits.optionUrl).optional(),
});

export const optionGroup = z.strictObject({
  label: plainText(limits.optionGroupLabel),
  options: z.array(option).min(1).max(limits.options),
});

/** What an app answers to a block suggestion. */
export const suggestions = z.union([
  z.strictObject({ options: z.array(option).max(limits.options) }),
  z.strictObject({ option_groups: z.array(optionGroup).max(limits.optionGroups) }),
]);

export const dispatchActionConfig = z
  .strictObject({ trigger_actions_on: z.array(z.enum(["on_enter_pressed", "on_character_entered"])).min(1) })
  .optional();

export const conversationFilter = z
  .strictObject({
    include: z.array(z.enum(["im", "mpim", "private", "public"])).min(1),
    exclude_external_shared_channels: z.boolean(),
    exclude_bot_users: z.boolean(),
  })
  .partial()
  .optional();
