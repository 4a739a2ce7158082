/** The submitted settings. Two admins at once: the second is shown what the first has saved. */
import { z } from "zod";
import { difficultySchema } from "../../course/schema.ts";
import { leastCharacters, mostOf } from "../../storage/workspaces.ts";
import { texts } from "../../texts.ts";
import { inputValue, type ViewSubmission } from "../payloads.ts";
import {
  settingsFields as fields,
  guestsAllowed,
  settingsMetadataSchema,
  settingsModal,
  settingsMost,
} from "../render/modals/settings.ts";
import type { SlackServices } from "../services.ts";
import { adminForm, type FormListener, show } from "./admin-form.ts";

const usersSchema = z.object({ selected_users: z.array(z.string()).default([]) });
const chosenSchema = z.object({ selected_option: z.object({ value: z.string() }).nullish() });
const checkedSchema = z.object({ selected_options: z.array(z.object({ value: z.string() })).default([]) });
const countUpTo = (most: number) => z.coerce.number().int().min(1).max(most).nullable().catch(null);
/** Empty is the most that there is. */
const within = (least: number, most: number) => z.coerce.number().int().min(least).max(most).catch(most);

export function settingsView({
  store,
  permissions,
  home,
}: Pick<SlackServices, "store" | "permissions" | "home">): FormListener {
  return adminForm({ permissions }, async (submission) => {
    const workspaceId = submission.team.id;
    const { revision } = settingsMetadataSchema.parse(JSON.parse(submission.view.private_metadata));
    const before = await store.workspaces.settings(workspaceId);
    const saved = await store.workspaces.changeSettings(workspaceId, revision, {
      adminIds: usersSchema.catch({ selected_users: [] }).parse(value(submission, fields.admins)).selected_users,
      defaults: {
        level: difficultySchema.nullable().catch(null).parse(chosen(submission, fields.level)),
        lengthMinutes: z.coerce.number().int().min(1).nullable().catch(null).parse(chosen(submission, fields.length)),
        language: chosen(submission, fields.language),
      },
      limits: {
        ...before.limits,
        coursesPerHour: countUpTo(settingsMost.coursesPerHour).parse(typed(submission, fields.coursesPerHour)),
        tokensPerMonth: countUpTo(settingsMost.tokensPerMonth).parse(typed(submission, fields.tokensPerMonth)),
        fileMegabytes: within(1, mostOf.fileMegabytes).parse(typed(submission, fields.fileMegabytes) ?? undefined),
        documentPages: within(1, mostOf.documentPages).parse(typed(submission, fields.documentPages) ?? undefined),
        documentPassages: within(1, mostOf.documentPassages).parse(
          typed(submission, fields.documentPassages) ?? undefined,
        ),
        promptCharacters: within(leastCharacters, mostOf.promptCharacters).parse(
          typed(submission, fields.promptCharacters) ?? undefined,
        ),
        replyCharacters: within(leastCharacters, mostOf.replyCharacters).parse(
          typed(submission, fields.replyCharacters) ?? undefined,
        ),
      },
      documentsWithGuests: checkedSchema
        .catch({ selected_options: [] })
        .parse(value(submission, fields.guests))
        .selected_options.some((option) => option.value === guestsAllowed),
      retentionDays: countUpTo(settingsMost.retentionDays).parse(typed(submission, fields.retentionDays)),
      onUninstall: z.enum(["keep", "erase"]).catch("keep").parse(chosen(submission, fields.onUninstall)),
    });
    if (!saved) {
      const newest = await store.workspaces.settings(workspaceId);
      return show(settingsModal(newest, { most: mostOf, leastCharacters, remark: texts.settings.changed }));
    }
    // Who is an admin may have changed, and with it what people see.
    home.changed(workspaceId);
    return undefined;
  });
}

type Field = { block: string; action: string };

const value = ({ view }: ViewSubmission, { block, action }: Field): unknown => view.state.values[block]?.[action] ?? {};

function chosen(submission: ViewSubmission, field: Field): string | null {
  return chosenSchema.catch({}).parse(value(submission, field)).selected_option?.value ?? null;
}

/** Null for an empty field, so that it is not read as nought. */
function typed(submission: ViewSubmission, { block, action }: Field): string | null {
  return inputValue(submission, block, action).trim() || null;
}
