import { z } from "zod";
import { elementLimits as limits } from "../limits.ts";
import { actionId, confirm, conversationFilter, focusOnLoad, option, optionGroup, placeholder } from "./objects.ts";

/** The select menus: static, external, and of people, conversations and channels; each for one and for many. */

const common = { action_id: actionId, placeholder, confirm, focus_on_load: focusOnLoad };
const many = { max_selected_items: z.int().min(1).optional() };
const source = {
  options: z.array(option).min(1).max(limits.options).optional(),
  option_groups: z.array(optionGroup).min(1).max(limits.optionGroups).optional(),
};
const minQueryLength = { min_query_length: z.int().min(0).optional() };
const id = z.string().min(1);

type Option = z.infer<typeof option>;
type Source = { options?: Option[] | undefined; option_groups?: { options: Option[] }[] | undefined };

function oneSource({ options, option_groups }: Source): boolean {
  return (options === undefined) !== (option_groups === undefined);
}

/** An initial option has to be one of the options, to the letter. */
function offers({ options, option_groups }: Source, chosen: readonly Option[]): boolean {
  const all = [...(options ?? []), ...(option_groups ?? []).flatMap((group) => group.options)];
  return chosen.every((wanted) => all.some((each) => JSON.stringify(each) === JSON.stringify(wanted)));
}

const oneSourceText = "must provide either options or option_groups";
export const offersText = "initial option must be one of the options";

const staticSelect = z
  .strictObject({ type: z.literal("static_select"), ...common, ...source, initial_option: option.optional() })
  .refine(oneSource, oneSourceText)
  .refine((element) => offers(element, element.initial_option ? [element.initial_option] : []), offersText);

const multiStaticSelect = z
  .strictObject({
    type: z.literal("multi_static_select"),
    ...common,
    ...many,
    ...source,
    initial_options: z.array(option).min(1).max(limits.options).optional(),
  })
  .refine(oneSource, oneSourceText)
  .refine((element) => offers(element, element.initial_options ?? []), offersText);

export const singleSelects = [
  staticSelect,
  z.strictObject({
    type: z.literal("external_select"),
    ...common,
    ...minQueryLength,
    initial_option: option.optional(),
  }),
  z.strictObject({ type: z.literal("users_select"), ...common, initial_user: id.optional() }),
  z.strictObject({
    type: z.literal("conversations_select"),
    ...common,
    initial_conversation: id.optional(),
    default_to_current_conversation: z.boolean().optional(),
    response_url_enabled: z.boolean().optional(),
    filter: conversationFilter,
  }),
  z.strictObject({
    type: z.literal("channels_select"),
    ...common,
    initial_channel: id.optional(),
    response_url_enabled: z.boolean().optional(),
  }),
] as const;

export const multiSelects = [
  multiStaticSelect,
  z.strictObject({
    type: z.literal("multi_external_select"),
    ...common,
    ...many,
    ...minQueryLength,
    initial_options: z.array(option).min(1).max(limits.options).optional(),
  }),
  z.strictObject({
    type: z.literal("multi_users_select"),
    ...common,
    ...many,
    initial_users: z.array(id).optional(),
  }),
  z.strictObject({
    type: z.literal("multi_conversations_select"),
    ...common,
    ...many,
    initial_conversations: z.array(id).optional(),
    default_to_current_conversation: z.boolean().optional(),
    filter: conversationFilter,
  }),
  z.strictObject({
    type: z.literal("multi_channels_select"),
    ...common,
    ...many,
    initial_channels: z.array(id).optional(),
  }),
] as const;
