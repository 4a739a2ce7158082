/** How supplements stand in a course: with their headings, so that a stored course can be shown whatever the table has today. */
import { z } from "zod";
import { longest } from "./limits.ts";

export const supplementItemsSchema = z
  .array(
    z.strictObject({
      title: z.string().trim().min(1).max(longest.title),
      text: z.string().trim().min(1).max(longest.description),
    }),
  )
  .min(1)
  .max(40);
export const writtenSupplementSchema = z.strictObject({
  name: z.string(),
  heading: z.strictObject({ en: z.string(), de: z.string() }),
  items: supplementItemsSchema,
});
export type SupplementItem = z.infer<typeof supplementItemsSchema>[number];
export type WrittenSupplement = z.infer<typeof writtenSupplementSchema>;
