import { z } from "zod";
import { blockLimits, elementLimits as limits } from "../limits.ts";
import {
  actionId,
  choice,
  confirm,
  dispatchActionConfig,
  focusOnLoad,
  linkUrl,
  overflowOption,
  placeholder,
  plainText,
} from "./objects.ts";
import { multiSelects, offersText, singleSelects } from "./selects.ts";

/** Block Kit's elements, grouped by the blocks that take them. */

const value = z.string().max(limits.buttonValue).optional();
const accessibilityLabel = z.string().max(limits.accessibilityLabel).optional();
const common = { action_id: actionId, focus_on_load: focusOnLoad };
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time as HH:mm");

const button = z.strictObject({
  type: z.literal("button"),
  action_id: actionId,
  text: plainText(limits.buttonText),
  value,
  url: linkUrl(limits.buttonUrl).optional(),
  style: z.enum(["primary", "danger"]).optional(),
  confirm,
  accessibility_label: accessibilityLabel,
});

const overflow = z.strictObject({
  type: z.literal("overflow"),
  action_id: actionId,
  options: z.array(overflowOption).min(1).max(limits.overflowOptions),
  confirm,
});

const checkboxes = z
  .strictObject({
    type: z.literal("checkboxes"),
    ...common,
    options: z.array(choice).min(1).max(limits.choices),
    initial_options: z.array(choice).min(1).max(limits.choices).optional(),
    confirm,
  })
  .refine(({ options, initial_options = [] }) => initial_options.every(isAmong(options)), offersText);

const radioButtons = z
  .strictObject({
    type: z.literal("radio_buttons"),
    ...common,
    options: z.array(choice).min(1).max(limits.choices),
    initial_option: choice.optional(),
    confirm,
  })
  .refine(({ options, initial_option }) => !initial_option || isAmong(options)(initial_option), offersText);

const datepicker = z.strictObject({
  type: z.literal("datepicker"),
  ...common,
  placeholder,
  initial_date: z.iso.date().optional(),
  confirm,
});

const timepicker = z.strictObject({
  type: z.literal("timepicker"),
  ...common,
  placeholder,
  initial_time: time.optional(),
  timezone: z.string().optional(),
  confirm,
});

const datetimepicker = z.strictObject({
  type: z.literal("datetimepicker"),
  ...common,
  initial_date_time: z.int().min(1e9).max(9_999_999_999).optional(),
  confirm,
});

/** An image as an accessory or in a context block. */
export const imageElement = z
  .strictObject({
    type: z.literal("image"),
    image_url: linkUrl(blockLimits.imageUrl).optional(),
    slack_file: z.strictObject({ id: z.string(), url: z.string() }).partial().optional(),
    alt_text: z.string().min(1).max(blockLimits.altText),
  })
  .refine(
    (image) => (image.image_url === undefined) !== (image.slack_file === undefined),
    "must provide image_url or slack_file",
  );

const length = z.int().max(limits.inputLength);
const textInput = { ...common, placeholder, dispatch_action_config: dispatchActionConfig };

const plainTextInput = z
  .strictObject({
    type: z.literal("plain_text_input"),
    ...textInput,
    initial_value: z.string().max(limits.inputLength).optional(),
    multiline: z.boolean().optional(),
    min_length: length.min(0).optional(),
    max_length: length.min(1).optional(),
  })
  .refine(
    ({ min_length = 0, max_length = limits.inputLength }) => min_length <= max_length,
    "min_length must not be over max_length",
  );

const numberText = z.string().regex(/^-?\d+(\.\d+)?$/, "must be a number in a string");

const numberInput = z.strictObject({
  type: z.literal("number_input"),
  ...textInput,
  is_decimal_allowed: z.boolean(),
  initial_value: numberText.optional(),
  min_value: numberText.optional(),
  max_value: numberText.optional(),
});

const addressInput = <T extends string>(type: T) =>
  z.strictObject({ type: z.literal(type), ...textInput, initial_value: z.string().optional() });

const fileInput = z.strictObject({
  type: z.literal("file_input"),
  action_id: actionId,
  filetypes: z.array(z.string().min(1)).min(1).max(limits.fileTypes).optional(),
  max_files: z.int().min(1).max(limits.files).optional(),
});

const feedbackButton = z.strictObject({
  text: plainText(limits.buttonText),
  value: z.string().max(limits.buttonValue),
  accessibility_label: accessibilityLabel,
});

const feedbackButtons = z.strictObject({
  type: z.literal("feedback_buttons"),
  action_id: actionId,
  positive_button: feedbackButton,
  negative_button: feedbackButton,
});

const iconButton = z.strictObject({
  type: z.literal("icon_button"),
  action_id: actionId,
  icon: z.literal("trash"),
  text: plainText(limits.buttonText),
  value,
  confirm,
  accessibility_label: accessibilityLabel,
  visible_to_user_ids: z.array(z.string()).optional(),
});

const pickers = [datepicker, timepicker] as const;

export const accessory = z.discriminatedUnion("type", [
  button,
  overflow,
  checkboxes,
  radioButtons,
  imageElement,
  ...pickers,
  ...singleSelects,
  ...multiSelects,
]);

export const actionElement = z.discriminatedUnion("type", [
  button,
  overflow,
  checkboxes,
  radioButtons,
  datetimepicker,
  ...pickers,
  ...singleSelects,
]);

export const inputElement = z.discriminatedUnion("type", [
  plainTextInput,
  numberInput,
  addressInput("url_text_input"),
  addressInput("email_text_input"),
  checkboxes,
  radioButtons,
  datetimepicker,
  fileInput,
  ...pickers,
  ...singleSelects,
  ...multiSelects,
]);

export const contextAction = z.discriminatedUnion("type", [feedbackButtons, iconButton]);

function isAmong(options: readonly z.infer<typeof choice>[]) {
  return (wanted: z.infer<typeof choice>) => options.some((each) => JSON.stringify(each) === JSON.stringify(wanted));
}
