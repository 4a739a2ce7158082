/** The inbox: what people asked for, in order, until it is done. */
import { z } from "zod";
import { CoursewrightError } from "../errors.ts";
import type { Database, Queryable } from "./database.ts";
import { held, leaseLost, leaseValues, saveFenced } from "./fence.ts";
import { newId } from "./ids.ts";
import { type Accepted, type NewRequest, type RequestRecord, type RequestRepository, requestKinds } from "./store.ts";
import { toJson } from "./values.ts";

export const laneKindSchema = z.enum(["course", "document"]);
const columns = `workspace_id as "workspaceId", id, key, lane_kind as "laneKind", lane_id as "laneId", kind, payload,
  author_id as "authorId", state, attempts, retrieval, outcome, accepted_at as "acceptedAt"`;
const ofLease = "where workspace_id = $1 and lane_kind = $2 and lane_id = $3 and id = $6";
const requestRow = z
  .object({
    workspaceId: z.string(),
    id: z.string(),
    key: z.string(),
    laneKind: laneKindSchema,
    laneId: z.string(),
    kind: z.enum(requestKinds),
    payload: z.unknown(),
    authorId: z.string(),
    state: z.enum(["pending", "done"]),
    attempts: z.number(),
    retrieval: z.unknown(),
    outcome: z.unknown(),
    acceptedAt: z.date(),
  })
  .transform(
    ({ laneKind, laneId, ...row }): RequestRecord => ({
      ...row,
      lane: { workspaceId: row.workspaceId, kind: laneKind, id: laneId },
    }),
  );

/**
 * Stores a request inside a transaction, once for its key.
 * @returns the ids of this request, or of the one that the key was stored with before
 */
export async function insertRequest(transaction: Queryable, request: NewRequest): Promise<Accepted> {
  const { workspaceId, key, lane } = request;
  if (lane.workspaceId !== workspaceId) {
    throw new CoursewrightError("internal", "a request belongs to the workspace of its lane");
  }
  const id = newId("request");
  await transaction.execute("insert into workspaces (workspace_id) values ($1) on conflict do nothing", [workspaceId]);
  const inserted = await transaction.execute(
    `insert into requests (workspace_id, id, key, lane_kind, lane_id, kind, payload, author_id)
     values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8)
     on conflict (workspace_id, key) do nothing`,
    [workspaceId, id, key, lane.kind, lane.id, request.kind, toJson(request.payload), request.authorId],
  );
  if (inserted > 0) return { isNew: true, requestId: id, lane };
  const [first] = await transaction.query(
    requestRow,
    `select ${columns} from requests where workspace_id = $1 and key = $2`,
    [workspaceId, key],
  );
  if (first === undefined) throw new CoursewrightError("internal", "a request's key was known and then was not");
  return { isNew: false, requestId: first.id, lane: first.lane };
}

/** The inbox of all lanes. */
export function createRequests({ database }: { database: Database }): RequestRepository {
  return {
    accept: (request) => database.transaction((transaction) => insertRequest(transaction, request)),

    // In the order of their arrival; but Slack delivers in any order, so replies that wait side by side go by when they were
    // said. One that was begun goes on, and nothing overtakes what is no reply.
    async next(lease) {
      // One row always: whether the lease is held, and beside it the request, if one is due.
      const [row] = await database.query(
        z.looseObject({ held: z.number(), id: z.string().nullable() }),
        `with ${held}, begun as (
           update requests set attempts = attempts + 1, begun_at = clock_timestamp()
           where workspace_id = $1 and exists (select from held) and id = (
             select id from (
               select id, not_before from (
                 select id, not_before, attempts, ordinal, payload ->> 'saidAt' as said_at,
                   count(*) filter (where payload ->> 'saidAt' is null) over (order by ordinal) as turn
                 from requests
                 where workspace_id = $1 and lane_kind = $2 and lane_id = $3 and state = 'pending') waiting
               order by turn, said_at is not null, attempts = 0, said_at collate "C", ordinal limit 1) first
             where first.not_before is null or first.not_before <= clock_timestamp())
           returning ${columns})
         select (select count(*)::int from held) as held, begun.*
         from (select 1) as always left join begun on true`,
        leaseValues(lease),
      );
      if (row === undefined || row.held === 0) throw leaseLost(lease);
      return row.id === null ? null : requestRow.parse(row);
    },

    keepRetrieval: (lease, requestId, retrieval) =>
      saveFenced(database, lease, `update requests set retrieval = $7::jsonb from held ${ofLease}`, [
        requestId,
        toJson(retrieval),
      ]),

    // A request that is done keeps the outcome it had first.
    finish: (lease, requestId, outcome) =>
      saveFenced(
        database,
        lease,
        `update requests
         set outcome = case when state = 'done' then outcome else $7::jsonb end,
             finished_at = coalesce(finished_at, clock_timestamp()),
             state = 'done'
         from held ${ofLease}`,
        [requestId, toJson(outcome)],
      ),

    async latest(lane, kinds = requestKinds) {
      const [row] = await database.query(
        requestRow,
        `select ${columns} from requests
         where workspace_id = $1 and lane_kind = $2 and lane_id = $3 and kind = any($4::text[])
         order by ordinal desc limit 1`,
        [lane.workspaceId, lane.kind, lane.id, [...kinds]],
      );
      return row ?? null;
    },

    async finished(lane, limit) {
      const rows = await database.query(
        requestRow,
        `select ${columns} from requests
         where workspace_id = $1 and lane_kind = $2 and lane_id = $3 and state = 'done' order by ordinal desc limit $4`,
        [lane.workspaceId, lane.kind, lane.id, limit],
      );
      return rows.reverse();
    },

    async find(workspaceId, id) {
      const [row] = await database.query(
        requestRow,
        `select ${columns} from requests where workspace_id = $1 and id = $2`,
        [workspaceId, id],
      );
      return row ?? null;
    },
  };
}
