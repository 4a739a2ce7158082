/** The submitted settings. Two admins at once: the second is shown what the first has saved. */
import { z } from "zod";
import { difficultySchema } from "../../course/schema.ts";
import { leastCharacters, mostOf } from "../../storage/workspaces.ts";
import { texts } from "../../texts.ts";
import { type FormListener, showInstead } from "../listener.ts";
import type { ViewSubmission } from "../payloads.ts";
import {
  settingsFields as fields,
  guestsAllowed,
  settingsMetadataSchema,
  settingsModal,
  settingsMost,
} from "../render/modals/settings.ts";
import type { SlackServices } from "../services.ts";
import { adminForm } from "./admin-form.ts";
import { allChosenIn, chosenIn, type Field, fieldValue, typedIn } from "./field-values.ts";

const usersSchema = z.object({ selected_users: z.array(z.string()).default([]) });
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
    const limit = (name: keyof typeof mostOf, least = 1) =>
      within(least, mostOf[name]).parse(filledIn(submission, fields[name]) ?? undefined);
    const before = await store.workspaces.settings(workspaceId);
    const saved = await store.workspaces.changeSettings(workspaceId, revision, {
      adminIds: usersSchema.catch({ selected_users: [] }).parse(fieldValue(submission, fields.admins)).selected_users,
      defaults: {
        level: difficultySchema.nullable().catch(null).parse(chosenIn(submission, fields.level)),
        lengthMinutes: z.coerce.number().int().min(1).nullable().catch(null).parse(chosenIn(submission, fields.length)),
        language: chosenIn(submission, fields.language),
      },
      limits: {
        ...before.limits,
        coursesPerHour: countUpTo(settingsMost.coursesPerHour).parse(filledIn(submission, fields.coursesPerHour)),
        tokensPerMonth: countUpTo(settingsMost.tokensPerMonth).parse(filledIn(submission, fields.tokensPerMonth)),
        fileMegabytes: limit("fileMegabytes"),
        documentPages: limit("documentPages"),
        documentPassages: limit("documentPassages"),
        promptCharacters: limit("promptCharacters", leastCharacters),
        replyCharacters: limit("replyCharacters", leastCharacters),
      },
      documentsWithGuests: allChosenIn(submission, fields.guests).includes(guestsAllowed),
      retentionDays: countUpTo(settingsMost.retentionDays).parse(filledIn(submission, fields.retentionDays)),
      onUninstall: z.enum(["keep", "erase"]).catch("keep").parse(chosenIn(submission, fields.onUninstall)),
    });
    if (!saved) {
      const newest = await store.workspaces.settings(workspaceId);
      return showInstead(settingsModal(newest, { most: mostOf, leastCharacters, remark: texts.settings.changed }));
    }
    // Who is an admin may have changed, and with it what people see.
    home.changed(workspaceId);
    return undefined;
  });
}

/** Null for an empty field, so that it is not read as nought. */
function filledIn(submission: ViewSubmission, field: Field): string | null {
  return typedIn(submission, field).trim() || null;
}
