/** What the listeners work with. Put together in `app/`; each listener takes the few that it needs. */

import type { WakeQueue } from "../jobs/queue.ts";
import type { Log } from "../log.ts";
import type { FullStore } from "../storage/create-store.ts";
import type { CourseRecord } from "../storage/store.ts";
import type { Background } from "./background.ts";
import type { HomePublisher } from "./home.ts";
import type { Intake } from "./intake.ts";
import type { Limits } from "./limits.ts";
import type { OpenModal } from "./open-modal.ts";
import type { Names } from "./people/names.ts";
import type { Permissions } from "./people/permissions.ts";
import type { Permalinks } from "./permalinks.ts";
import type { Marks } from "./publish/marks.ts";
import type { Waiting } from "./waiting.ts";
import type { Workspaces } from "./workspaces.ts";

export type SlackServices = {
  store: FullStore;
  queue: Pick<WakeQueue, "wake">;
  intake: Intake;
  limits: Limits;
  permissions: Permissions;
  workspaces: Workspaces;
  home: HomePublisher;
  openModal: OpenModal;
  permalinks: Permalinks;
  names: Names;
  waiting: Waiting;
  /** 👀 and ✅ on the replies to a course. */
  marks: (course: CourseRecord) => Marks;
  /** Who writes when something is asked now. */
  writer: "model" | "offline";
  fetch: typeof globalThis.fetch;
  background: Background;
  /** Deletes everything of the workspaces for which that was asked. */
  eraseRequested: () => Promise<void>;
  /** Ends what belongs to a workspace that the bot was removed from. */
  uninstalled: (event: { body: unknown; event: unknown }) => Promise<void>;
  log: Log;
};
