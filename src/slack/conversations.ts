/** What is said, marked and handed out in courses' threads beside the courses themselves: its parts, joined. */
import type { Log } from "../log.ts";
import type { FullStore } from "../storage/create-store.ts";
import type { CourseRecord } from "../storage/store.ts";
import type { Clock } from "./clock.ts";
import type { Pace } from "./pace.ts";
import { createNames } from "./people/names.ts";
import { createConversations } from "./publish/answers.ts";
import { createExporter } from "./publish/export-file.ts";
import { createMarks } from "./publish/marks.ts";
import { createStatusLines } from "./publish/status.ts";
import type { Workspaces } from "./workspaces.ts";

/** One set a process: they share a pace, and what is known of workspaces and people. */
export function createConversationParts({
  store,
  workspaces,
  pace,
  clock,
  fetch,
  log,
}: {
  store: FullStore;
  workspaces: Workspaces;
  pace: Pace;
  clock: Clock;
  fetch: typeof globalThis.fetch;
  log: Log;
}) {
  const slackFor = (workspaceId: string) => workspaces.client(workspaceId);
  const names = createNames({ slackFor, clock: clock.now, log });
  const lines = createStatusLines({ slackFor, clock, log });
  const { messages, exports } = store;
  return {
    names,
    conversationFor: createConversations({ slackFor, messages, exports, names, pace, clock, lines, log }),
    exporter: createExporter({ store, slackFor, names, pace, clock, lines, fetch, log }),
    marks: (course: CourseRecord) => createMarks({ course, slackFor, pace, clock, log }),
  };
}
