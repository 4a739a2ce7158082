/** Everything that is known after a run, as plain data: the audit needs nothing else. */
import { z } from "zod";
import type { CourseView } from "../../src/course/view.ts";
import { storedView } from "../../src/jobs/stored-view.ts";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { createStore } from "../../src/storage/create-store.ts";
import type { Database } from "../../src/storage/database.ts";
import type { CourseRecord, MessageRecord } from "../../src/storage/store.ts";
import { readLedger, type SectionSave } from "./ledger.ts";
import type { ModelCall } from "./model.ts";
import type { Asked, Replied, Uploaded } from "./people.ts";
import type { Ending } from "./supervisor.ts";

export type SlackMessage = {
  workspaceId: string;
  channel: string;
  ts: string;
  threadTs: string | null;
  text: string;
  blocks: readonly unknown[];
  fromBot: boolean;
  /** For one person alone. */
  isEphemeral: boolean;
  /** Which message of which course it says it is. */
  mark: { course: string; slot: string } | null;
  /** Names of the bot's own reactions. */
  botReactions: readonly string[];
};
export type CourseEvidence = {
  record: CourseRecord;
  /** Made from what is stored. */
  view: CourseView;
  slots: readonly MessageRecord[];
};
export type RequestEvidence = {
  workspaceId: string;
  id: string;
  laneKind: string;
  laneId: string;
  kind: string;
  state: string;
  attempts: number;
  payload: unknown;
  outcome: unknown;
  acceptedAt: Date;
};
export type DocumentEvidence = { workspaceId: string; id: string; title: string; state: string; passages: number };
export type Log = { process: string; text: string };

export type Evidence = {
  asked: readonly Asked[];
  replied: readonly Replied[];
  uploaded: readonly Uploaded[];
  messages: readonly SlackMessage[];
  /** Working statuses that still show: "channel/thread". */
  statuses: readonly string[];
  courses: readonly CourseEvidence[];
  requests: readonly RequestEvidence[];
  documents: readonly DocumentEvidence[];
  saves: readonly SectionSave[];
  modelCalls: readonly ModelCall[];
  endings: readonly Ending[];
  logs: readonly Log[];
  /** What must not stand in a log. */
  secrets: readonly { name: string; text: string }[];
};

/** What the database and Slack hold. The bot has ended, or rests. */
export async function gather(
  database: Database,
  sandbox: Sandbox,
): Promise<Pick<Evidence, "messages" | "statuses" | "courses" | "requests" | "documents" | "saves">> {
  const store = createStore({ database });
  const ids = await database.query(
    z.object({ workspaceId: z.string(), id: z.string() }),
    `select workspace_id as "workspaceId", id from courses order by created_at`,
  );
  const courses: CourseEvidence[] = [];
  for (const { workspaceId, id } of ids) {
    const record = await store.courses.find(workspaceId, id);
    if (record === null) continue;
    const [view, slots] = [await storedView(store, record), await store.messages.list(workspaceId, id)];
    courses.push({ record, view, slots });
  }
  return {
    courses,
    requests: await database.query(
      z.object({
        workspaceId: z.string(),
        id: z.string(),
        laneKind: z.string(),
        laneId: z.string(),
        kind: z.string(),
        state: z.string(),
        attempts: z.number(),
        payload: z.unknown(),
        outcome: z.unknown(),
        acceptedAt: z.date(),
      }),
      `select workspace_id as "workspaceId", id, lane_kind as "laneKind", lane_id as "laneId", kind, state, attempts, payload, outcome,
         accepted_at as "acceptedAt" from requests order by ordinal`,
    ),
    documents: await database.query(
      z.object({
        workspaceId: z.string(),
        id: z.string(),
        title: z.string(),
        state: z.string(),
        passages: z.number(),
      }),
      `select document.workspace_id as "workspaceId", document.id, title, document.state,
         (select count(*)::int from passages join passage_sets set on set.id = set_id
          where set.state = 'visible' and set.workspace_id = document.workspace_id and document_id = document.id) as passages
       from documents document order by number`,
    ),
    saves: await readLedger(database),
    messages: sandbox.drivers.flatMap(({ workspace }) =>
      workspace.messages.all().map((message): SlackMessage => {
        const { course, slot } = message.metadata?.event_payload ?? {};
        return {
          workspaceId: workspace.id,
          channel: message.channel,
          ts: message.ts,
          threadTs: message.threadTs,
          text: message.text,
          blocks: message.blocks,
          fromBot: message.botId !== null,
          isEphemeral: message.ephemeralFor !== null,
          mark: typeof course === "string" && typeof slot === "string" ? { course, slot } : null,
          botReactions: message.reactions
            .filter(({ users }) => users.includes(workspace.bot.id))
            .map(({ name }) => name),
        };
      }),
    ),
    statuses: sandbox.drivers.flatMap((driver) =>
      driver.statuses().map(({ channel, threadTs }) => `${channel}/${threadTs}`),
    ),
  };
}
