/** Which messages a course has in Slack, what should stand in them, and what Slack has confirmed. */
import { z } from "zod";
import type { Queryable } from "./database.ts";
import { held, leaseLost, leaseValues, lockLease, saveFenced } from "./fence.ts";
import type { MessageRecord, MessageRepository } from "./store.ts";

const columns = `workspace_id as "workspaceId", course_id as "courseId", slot, channel_id as "channelId", ts,
  wanted_hash as "wantedHash", shown_hash as "shownHash", intended_at as "intendedAt"`;
const messageRow: z.ZodType<MessageRecord> = z.object({
  workspaceId: z.string(),
  courseId: z.string(),
  slot: z.string(),
  channelId: z.string(),
  ts: z.string().nullable(),
  wantedHash: z.string().nullable(),
  shownHash: z.string().nullable(),
  intendedAt: z.date(),
});
/** How late a post can arrive whose answer was lost. */
const twinsWithinMs = 60_000;
const ofSlot = "where workspace_id = $1 and course_id = $3 and slot = $6";

/** The messages of all courses. */
export function createMessages({ database }: { database: Queryable }): MessageRepository {
  return {
    async intend(lease, { slot, channelId }) {
      // A row that this statement makes is not seen by its own select, so just one of the two halves has a row.
      const [row] = await database.query(
        messageRow,
        `with ${held}, made as (
           insert into messages (workspace_id, course_id, slot, channel_id)
           select $1, $3, $6, $7 from held on conflict do nothing
           returning ${columns})
         select * from made
         union all
         select ${columns} from messages, held ${ofSlot}`,
        [...leaseValues(lease), slot, channelId],
      );
      if (row === undefined) throw leaseLost(lease);
      return row;
    },

    posted: (lease, slot, ts) =>
      saveFenced(database, lease, `update messages set ts = $7 from held ${ofSlot}`, [slot, ts]),

    wanted: (lease, slot, hash) =>
      saveFenced(database, lease, `update messages set wanted_hash = $7 from held ${ofSlot}`, [slot, hash]),

    shown: (lease, slot, hash) =>
      saveFenced(
        database,
        lease,
        `, reachable as (
           update courses set refresh_failures = 0, refresh_not_before = null
           from held where workspace_id = $1 and id = $3 and refresh_failures > 0)
         update messages set shown_hash = $7 from held ${ofSlot}`,
        [slot, hash],
      ),

    atRest: (lease, slot, hash) =>
      saveFenced(database, lease, `update messages set wanted_hash = $7, shown_hash = $7 from held ${ofSlot}`, [
        slot,
        hash,
      ]),

    list: (workspaceId, courseId) =>
      database.query(
        messageRow,
        `select ${columns} from messages where workspace_id = $1 and course_id = $2 order by intended_at, slot`,
        [workspaceId, courseId],
      ),

    doubt: (lease, slot) =>
      saveFenced(
        database,
        lease,
        `update messages set twins_due_at = clock_timestamp() + interval '${twinsWithinMs} milliseconds' from held ${ofSlot}`,
        [slot],
      ),

    async dueDoubts({ lane }) {
      const [row] = await database.query(
        z.object({ due: z.date().nullable() }),
        `select max(twins_due_at) as due from messages
         where workspace_id = $1 and course_id = $2 and twins_due_at <= clock_timestamp()`,
        [lane.workspaceId, lane.id],
      );
      return row?.due ?? null;
    },

    // A doubt that came since stays, and may be all that there is.
    async settleDoubts(lease, until) {
      const touched = await database.execute(
        `with ${held} update messages set twins_due_at = null from held
         where workspace_id = $1 and course_id = $3 and twins_due_at <= $6`,
        [...leaseValues(lease), until],
      );
      if (touched === 0) await lockLease(database, lease);
    },
  };
}
