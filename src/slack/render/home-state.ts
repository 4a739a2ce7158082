/** Where a person is in their Home: what they search, and which pages they are on. Kept with the Home, parsed when it comes back. */
import { z } from "zod";

/** Longer searches find nothing that the first words do not. */
export const longestSearch = 80;

const list = z
  .object({
    search: z.string().max(longestSearch).default(""),
    /** Where each page began, up to the present one; empty on the first. Numbers of documents, or times of courses. */
    starts: z.array(z.number()).max(1_000).default([]),
  })
  .prefault({});

export const homeStateSchema = z.object({ documents: list, courses: list });
export type HomeState = z.infer<typeof homeStateSchema>;
export type HomeList = HomeState["documents"];

/** Of anything that was kept; what cannot be read is the beginning. */
export function readHomeState(kept: unknown): HomeState {
  return homeStateSchema.catch(() => homeStateSchema.parse({ documents: {}, courses: {} })).parse(kept ?? {});
}
