/** The modal that `/course` alone opens, and its choices. Pure. */
import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from "@slack/types";
import { promptLimit } from "../../../course/brief.ts";
import { type DifficultyLevel, difficultyLevels } from "../../../course/schema.ts";
import type { DocumentRecord } from "../../../storage/documents-port.ts";
import { texts } from "../../../texts.ts";
import { option, plain } from "../blocks.ts";
import { truncate } from "../split.ts";
import { line } from "../text.ts";
import { formFrame } from "./frame.ts";

/** Names in the modal, shared with the listeners that read it. */
export const composeFields = {
  callbackId: "compose_course",
  channel: { block: "channel", action: "channel" },
  prompt: { block: "prompt", action: "prompt" },
  audience: { block: "audience", action: "audience" },
  level: { block: "level", action: "level" },
  length: { block: "length", action: "length" },
  language: { block: "language", action: "language" },
  documents: { block: "documents", action: "compose:documents" },
} as const;

/** Minutes of learning that the modal offers; a prompt can ask for any other. */
export const lengthChoices = [30, 60, 120, 240, 360, 720] as const;
/** BCP 47. Any other language can be asked for in the prompt. */
export const languageChoices = ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "ja", "zh"] as const;

/** What is chosen beforehand; the settings of a workspace may say so. */
export type ComposeDefaults = {
  level: DifficultyLevel | null;
  lengthMinutes: number | null;
  language: string | null;
};
const nothingChosen: ComposeDefaults = { level: null, lengthMinutes: null, language: null };

/**
 * @param channelId where the course is to go; null (opened from Home) asks for the channel
 * @param documents chosen beforehand
 */
export function composeModal({
  channelId,
  documents,
  defaults = nothingChosen,
  prompt: begun = "",
  responseUrl,
}: {
  channelId: string | null;
  documents: readonly DocumentRecord[];
  defaults?: ComposeDefaults;
  /** Stands in the form already. */
  prompt?: string;
  /** Where the person can be told privately how it goes. */
  responseUrl?: string;
}): ModalView {
  const { prompt, audience, level, length, language, callbackId } = composeFields;
  const words = texts.compose;
  return {
    ...formFrame(callbackId, words, { channelId, ...(responseUrl !== undefined && { responseUrl }) }),
    blocks: [
      ...(channelId === null ? [channelInput()] : []),
      {
        type: "input",
        block_id: prompt.block,
        label: plain(words.prompt),
        hint: plain(words.promptHint),
        element: {
          type: "plain_text_input",
          action_id: prompt.action,
          multiline: true,
          max_length: promptLimit,
          ...(begun !== "" && { initial_value: begun }),
          placeholder: plain(words.promptPlaceholder),
          focus_on_load: true,
        },
      },
      documentsInput(documents),
      {
        type: "input",
        block_id: audience.block,
        optional: true,
        label: plain(words.audience),
        element: {
          type: "plain_text_input",
          action_id: audience.action,
          max_length: 300,
          placeholder: plain(words.audiencePlaceholder),
        },
      },
      choice(level, words.level, words.anyLevel, {
        options: difficultyLevels.map((name) => option(words.levels[name], name)),
        chosen: defaults.level,
      }),
      choice(length, words.length, words.anyLength, {
        options: lengthChoices.map((minutes) => option(words.lengths[minutes], String(minutes))),
        chosen: defaults.lengthMinutes === null ? null : String(defaults.lengthMinutes),
      }),
      choice(language, words.language, words.anyLanguage, {
        options: languageChoices.map((code) => option(words.languages[code], code)),
        chosen: defaults.language,
      }),
    ],
  };
}

/** A document as a choice in a type-ahead. */
export function documentOption(document: Pick<DocumentRecord, "id" | "number" | "title">): PlainTextOption {
  return option(truncate(`@${document.number} ${line(document.title)}`, 75), document.id);
}

function channelInput(): KnownBlock {
  return {
    type: "input",
    block_id: composeFields.channel.block,
    label: plain(texts.compose.channel),
    element: {
      type: "conversations_select",
      action_id: composeFields.channel.action,
      placeholder: plain(texts.compose.channelPlaceholder),
    },
  };
}

function documentsInput(chosen: readonly DocumentRecord[]): KnownBlock {
  return {
    type: "input",
    block_id: composeFields.documents.block,
    optional: true,
    label: plain(texts.compose.documents),
    hint: plain(texts.compose.documentsHint),
    element: {
      type: "multi_external_select",
      action_id: composeFields.documents.action,
      min_query_length: 0,
      placeholder: plain(texts.compose.documentsPlaceholder),
      ...(chosen.length > 0 && { initial_options: chosen.map(documentOption) }),
    },
  };
}

/** A list to choose one from, or none. */
export function choice(
  { block, action }: { block: string; action: string },
  label: string,
  placeholder: string,
  { options, chosen }: { options: PlainTextOption[]; chosen: string | null },
): InputBlock {
  const initial = options.find(({ value }) => value === chosen);
  return {
    type: "input",
    block_id: block,
    optional: true,
    label: plain(label),
    element: {
      type: "static_select",
      action_id: action,
      placeholder: plain(placeholder),
      options,
      ...(initial !== undefined && { initial_option: initial }),
    },
  };
}
