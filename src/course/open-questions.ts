/**
 * What the offline reviser says where no other obstacle fits: names of sentences, which stand in the texts. They ride in
 * `question` of the obstacle "unclear", where a model puts a question of its own.
 */
import type { Obstacle } from "./revision.ts";

export type OpenQuestion =
  /** Neither the course nor the documents tell. */
  | "not_in_documents"
  /** Something is to be added, and nobody said about what. */
  | "subject"
  /** Another course is asked for in this one's thread. */
  | "new_course"
  | "delete_course"
  | "export"
  /** Somebody asked not to change something, and nothing was. */
  | "kept"
  /** `wish` names documents that were dropped and whose texts stay. */
  | "texts_from"
  | "nothing_to_redo";

type Unclear = Extract<Obstacle, { code: "unclear" }>;
/** An obstacle whose question is a name, never a sentence. */
export type OfflineObstacle =
  | Exclude<Obstacle, Unclear>
  | (Omit<Unclear, "question"> & { question: OpenQuestion | null });
