/** What was left out when a document was read: kept with it, and told to admins, who can mend it. */
import { z } from "zod";

/** So many of all the pages, slides or sheets that there are. */
const share = { count: z.int().min(1), of: z.int().min(1) };

const documentRemarkSchema = z.discriminatedUnion("kind", [
  /** Empty, or a picture of text such as a scan. */
  z.strictObject({ kind: z.literal("pages_without_text"), ...share }),
  z.strictObject({ kind: z.literal("slides_without_text"), ...share }),
  z.strictObject({ kind: z.literal("pages_damaged"), ...share }),
  z.strictObject({ kind: z.literal("slides_hidden"), ...share }),
  z.strictObject({ kind: z.literal("sheets_hidden"), ...share }),
  z.strictObject({ kind: z.literal("comments_left_out"), count: z.int().min(1) }),
  /** In a table as text. Where the quoted cell ends is not known, so that marks were read as any other letter. */
  z.strictObject({ kind: z.literal("quotation_mark_open") }),
]);
export type DocumentRemark = z.infer<typeof documentRemarkSchema>;

/** As many as there are kinds: each is said once. */
export const documentRemarksSchema = z.array(documentRemarkSchema).max(documentRemarkSchema.options.length);
