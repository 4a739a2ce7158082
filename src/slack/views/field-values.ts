/** What stands in the fields of a submitted form. */
import { z } from "zod";
import type { ViewSubmission } from "../payloads.ts";

/** A field's names, as its form has them. */
export type Field = { block: string; action: string };

const typedSchema = z.object({ value: z.string().nullish() });
const chosenSchema = z.object({ selected_option: z.object({ value: z.string() }).nullish() });
const checkedSchema = z.object({ selected_options: z.array(z.object({ value: z.string() })) });

/** As Slack sent it; undefined for a field that is missing. */
export function fieldValue({ view }: ViewSubmission, { block, action }: Field): unknown {
  return view.state.values[block]?.[action];
}

/** What was typed; "" for a field that is empty or missing. */
export function typedIn(submission: ViewSubmission, field: Field): string {
  return typedSchema.safeParse(fieldValue(submission, field)).data?.value ?? "";
}

/** What was chosen of a list; null for nothing. */
export function chosenIn(submission: ViewSubmission, field: Field): string | null {
  return chosenSchema.safeParse(fieldValue(submission, field)).data?.selected_option?.value ?? null;
}

/** All that was chosen or checked. */
export function allChosenIn(submission: ViewSubmission, field: Field): string[] {
  const options = checkedSchema.safeParse(fieldValue(submission, field)).data?.selected_options ?? [];
  return options.map(({ value }) => value);
}
