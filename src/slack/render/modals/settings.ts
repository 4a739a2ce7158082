/** The settings of a workspace. Pure; read in `views/settings.ts`. */
import type { InputBlock, ModalView } from "@slack/types";
import { z } from "zod";
import { difficultyLevels } from "../../../course/schema.ts";
import type { WorkspaceSettings } from "../../../storage/store.ts";
import { texts } from "../../../texts.ts";
import { actionIds } from "../../action-ids.ts";
import { option, plain, sentence } from "../blocks.ts";
import { choice, languageChoices, lengthChoices } from "./compose.ts";
import { formFrame } from "./frame.ts";

/** Names in the modal, shared with the listener that reads it. */
export const settingsFields = {
  callbackId: "settings",
  admins: { block: "admins", action: "admins" },
  level: { block: "level", action: "level" },
  length: { block: "length", action: "length" },
  language: { block: "language", action: "language" },
  coursesPerHour: { block: "courses_per_hour", action: "courses_per_hour" },
  fileMegabytes: { block: "file_megabytes", action: "file_megabytes" },
  tokensPerMonth: { block: "tokens_per_month", action: "tokens_per_month" },
  documentPages: { block: "document_pages", action: "document_pages" },
  documentPassages: { block: "document_passages", action: "document_passages" },
  promptCharacters: { block: "prompt_characters", action: "prompt_characters" },
  replyCharacters: { block: "reply_characters", action: "reply_characters" },
  retentionDays: { block: "retention_days", action: "retention_days" },
  onUninstall: { block: "on_uninstall", action: "on_uninstall" },
  guests: { block: "guests", action: "guests" },
} as const;
export const guestsAllowed = "allowed";
/** The most that the number fields take. */
export const settingsMost = { coursesPerHour: 1_000, tokensPerMonth: 1_000_000_000, retentionDays: 3_650 } as const;
/** What the store takes. */
type Bounds = {
  most: Record<"fileMegabytes" | "documentPages" | "documentPassages" | "promptCharacters" | "replyCharacters", number>;
  leastCharacters: number;
};
export const settingsMetadataSchema = z.object({ revision: z.int() });

/** @param remark said on top, when these are not what the person last saw */
export function settingsModal(
  settings: WorkspaceSettings,
  { remark = null, ...bounds }: Bounds & { remark?: string | null },
): ModalView {
  const fields = settingsFields;
  const words = texts.settings;
  const { defaults, limits } = settings;
  return {
    ...formFrame(fields.callbackId, words, { revision: settings.revision }),
    blocks: [
      ...(remark === null ? [] : [sentence(`:warning: ${remark}`)]),
      {
        type: "input",
        block_id: fields.admins.block,
        optional: true,
        label: plain(words.admins),
        hint: plain(words.adminsHint),
        element: {
          type: "multi_users_select",
          action_id: fields.admins.action,
          placeholder: plain(words.adminsPlaceholder),
          ...(settings.adminIds.length > 0 && { initial_users: settings.adminIds }),
        },
      },
      { type: "divider" },
      sentence(`*${words.defaultsHeading}*`),
      choice(fields.level, words.level, words.courseDecides, {
        options: difficultyLevels.map((level) => option(texts.compose.levels[level], level)),
        chosen: defaults.level,
      }),
      choice(fields.length, words.length, words.courseDecides, {
        options: lengthChoices.map((minutes) => option(texts.compose.lengths[minutes], String(minutes))),
        chosen: defaults.lengthMinutes === null ? null : String(defaults.lengthMinutes),
      }),
      choice(fields.language, words.language, words.requestLanguage, {
        options: languageChoices.map((code) => option(texts.compose.languages[code], code)),
        chosen: defaults.language,
      }),
      { type: "divider" },
      sentence(`*${words.limitsHeading}*`),
      number(fields.coursesPerHour, words.coursesPerHour, words.coursesPerHourHint, {
        value: limits.coursesPerHour,
        most: settingsMost.coursesPerHour,
      }),
      number(fields.tokensPerMonth, words.tokensPerMonth, words.tokensPerMonthHint, {
        value: limits.tokensPerMonth,
        most: settingsMost.tokensPerMonth,
      }),
      number(fields.fileMegabytes, words.fileMegabytes, words.fileMegabytesHint(bounds.most.fileMegabytes), {
        value: limits.fileMegabytes,
        most: bounds.most.fileMegabytes,
      }),
      ...lengthLimits(limits, bounds),
      { type: "divider" },
      guests(settings.documentsWithGuests),
      { type: "divider" },
      sentence(`*${words.keepingHeading}*`),
      number(fields.retentionDays, words.retentionDays, words.retentionDaysHint, {
        value: settings.retentionDays,
        most: settingsMost.retentionDays,
      }),
      choice(fields.onUninstall, words.onUninstall, words.onUninstallKeep, {
        options: [option(words.onUninstallKeep, "keep"), option(words.onUninstallErase, "erase")],
        chosen: settings.onUninstall,
      }),
      sentence(words.erase, {
        type: "button",
        action_id: actionIds.eraseEverything,
        text: plain(words.eraseEverything),
      }),
    ],
  };
}

/** How long a document, a request and a reply may be. */
function lengthLimits(limits: WorkspaceSettings["limits"], { most: mostOf, leastCharacters }: Bounds): InputBlock[] {
  const words = texts.settings;
  const rows = [
    ["documentPages", 1, words.range],
    ["documentPassages", 1, words.passagesRange],
    ["promptCharacters", leastCharacters, words.range],
    ["replyCharacters", leastCharacters, words.range],
  ] as const;
  return rows.map(([name, least, range]) => {
    const most = mostOf[name];
    return number(settingsFields[name], words[name], range(least, most), { value: limits[name], least, most });
  });
}

function guests(allowed: boolean): InputBlock {
  const words = texts.settings;
  const allow = option(words.guestsShort, guestsAllowed);
  return {
    type: "input",
    block_id: settingsFields.guests.block,
    optional: true,
    label: plain(words.guests),
    hint: plain(words.guestsOption),
    element: {
      type: "checkboxes",
      action_id: settingsFields.guests.action,
      options: [allow],
      ...(allowed && { initial_options: [allow] }),
    },
  };
}

function number(
  { block, action }: { block: string; action: string },
  label: string,
  hint: string,
  { value, least = 1, most }: { value: number | null; least?: number; most: number },
): InputBlock {
  return {
    type: "input",
    block_id: block,
    optional: true,
    label: plain(label),
    hint: plain(hint),
    element: {
      type: "number_input",
      action_id: action,
      is_decimal_allowed: false,
      min_value: String(least),
      max_value: String(most),
      ...(value !== null && { initial_value: String(value) }),
    },
  };
}
