/** Passages: stored in small batches, shown all at once, swept away later. Each statement is short, for PGlite has one lane. */
import { z } from "zod";
import { placeSchema } from "../course/schema.ts";
import type { Database } from "./database.ts";
import type { PassageRecord } from "./documents-port.ts";
import { held, leaseLost, leaseValues } from "./fence.ts";
import { countedPassages, countedWords, foldCounts, isFoldDue } from "./passage-counts.ts";
import { type NewPassage, savedValues, saving } from "./passage-saving.ts";
import type { Lease } from "./store.ts";

/** One reading of one version of a document. */
export type PassageSet = {
  /** A bigint, as text. */
  id: string;
  isVisible: boolean;
  /** Passages saved so far: those with a lower ordinal are there. */
  saved: number;
};
export type PassageRepository = {
  /**
   * Most documents are short: a first reading of no more passages than `save` takes is saved and shown in one statement. False
   * when it is not the first, or cannot be saved: `open`, `save` and `publish` tell which.
   */
  saveWhole(
    lease: Lease,
    set: { version: number; contentHash: string; configuration: string },
    passages: readonly NewPassage[],
  ): Promise<boolean>;
  /** The set with this content, begun now or by a worker that was stopped; others of the document still unseen are dropped. */
  open(lease: Lease, set: { version: number; contentHash: string; configuration: string }): Promise<PassageSet>;
  /** The next passages of a set that is being built. Some 40 take 15 ms on PGlite. @throws CoursewrightError `lease_lost` */
  save(lease: Lease, set: { id: string; configuration: string }, passages: readonly NewPassage[]): Promise<void>;
  /** Shows the set and hides the one it replaces, at one moment. @throws CoursewrightError `lease_lost` */
  publish(lease: Lease, setId: string): Promise<void>;
  /**
   * One short step of what can wait: folds what batches counted, or removes some passages that nobody sees any more. True
   * while there is more to do.
   */
  tidy(workspaceId: string): Promise<boolean>;
  /** Those of the ids that still exist, in the order asked for. */
  find(workspaceId: string, ids: readonly string[]): Promise<PassageRecord[]>;
  /** A document's visible passages from an ordinal on, in order. */
  list(workspaceId: string, documentId: string, range: { from: number; limit: number }): Promise<PassageRecord[]>;
};

/** How a passage is read from `passages p` joined with its `passage_sets s`. */
export const passageColumns = `s.document_id || '.' || s.version || '.' || p.ordinal as id, s.document_id as "documentId",
  p.ordinal, p.place, p.text, p.start_at as start, p.end_at as end`;
export const passageRow = z.object({
  id: z.string(),
  documentId: z.string(),
  ordinal: z.number(),
  place: placeSchema,
  text: z.string(),
  start: z.number(),
  end: z.number(),
});

/** The passages of all workspaces. */
export function createPassages({ database }: { database: Database }): PassageRepository {
  /** `lease_lost` when a fenced statement found no lease. */
  async function fenced(lease: Lease, statement: string, values: readonly unknown[]): Promise<void> {
    const touched = await database.execute(`with ${held}, ${statement}`, [...leaseValues(lease), ...values]);
    if (touched === 0) throw leaseLost(lease);
  }

  /** Removes up to 100 passages of a dropped set, or the set when it has none left. */
  async function sweep(workspaceId: string): Promise<void> {
    await database.execute(
      `with dropped as (
           select id from passage_sets where workspace_id = $1 and state = 'dropped' order by id limit 1),
         gone as (
           delete from passage_terms where set_id in (select id from dropped) and ordinal in (
             select ordinal from passage_terms where set_id in (select id from dropped) order by ordinal limit 100)
           returning ordinal, length, lexemes),
         texts as (
           delete from passages where set_id in (select id from dropped) and ordinal in (select ordinal from gone)),
         counted as (
           select lexeme_key($1, lexeme) as key, -count(*)::int as n
           from gone, unnest(gone.lexemes) where positions is not null group by lexeme
           union all select lexeme_key($1, '${countedPassages}'), -count(*)::int from gone
           union all select lexeme_key($1, '${countedWords}'), -coalesce(sum(length), 0)::int from gone),
         noted as (
           insert into pending_counts (workspace_id, passages, keys, counts)
           select $1, (select count(*) from gone), array_agg(key order by key), array_agg(n order by key)
           from counted having exists (select from gone))
         delete from passage_sets where id in (select id from dropped) and not exists (select from gone)`,
      [workspaceId],
    );
  }

  return {
    async saveWhole(lease, { version, contentHash, configuration }, passages) {
      const touched = await database.execute(
        `with ${held}, made as (
           insert into passage_sets (workspace_id, document_id, version, content_hash, configuration, state)
           select $1, id, $15, $16, $17, 'visible'
           from (select d.id from held, documents d where $2 = 'document' and d.workspace_id = $1 and d.id = $3 for update of d) there
           where not exists (
             select from passage_sets where workspace_id = $1 and document_id = $3 and state <> 'dropped')
           returning id),
         ${saving("made", "made.id")}`,
        [...leaseValues(lease), ...savedValues(lease, configuration, passages), version, contentHash, configuration],
      );
      return touched > 0;
    },

    async open(lease, { version, contentHash, configuration }) {
      const { workspaceId, id: documentId } = lease.lane;
      const known = await database.query(
        z.object({ id: z.string(), isVisible: z.boolean(), isSame: z.boolean(), saved: z.number() }),
        `select id::text as id, state = 'visible' as "isVisible",
           (version, content_hash, configuration) = ($3::int, $4, $5) as "isSame",
           coalesce((select max(ordinal) + 1 from passage_terms t where t.set_id = s.id), 0) as saved
         from passage_sets s where workspace_id = $1 and document_id = $2 and state <> 'dropped'`,
        [workspaceId, documentId, version, contentHash, configuration],
      );
      const obsolete = known.filter(({ isSame, isVisible }) => !isSame && !isVisible).map(({ id }) => id);
      if (obsolete.length > 0) {
        await fenced(
          lease,
          "update passage_sets set state = 'dropped' from held where workspace_id = $1 and id = any($6::bigint[])",
          [obsolete],
        );
      }
      const same = known.find(({ isSame }) => isSame);
      if (same !== undefined) return same;
      const [made] = await database.query(
        z.object({ id: z.string() }),
        `with ${held}
         insert into passage_sets (workspace_id, document_id, version, content_hash, configuration)
         select $1, $3, $6, $7, $8 from held where $2 = 'document' returning id::text as id`,
        [...leaseValues(lease), version, contentHash, configuration],
      );
      if (made === undefined) throw leaseLost(lease);
      return { id: made.id, isVisible: false, saved: 0 };
    },

    async save(lease, { id, configuration }, passages) {
      if (passages.length === 0) return;
      await fenced(lease, saving("held", "$15::bigint"), [...savedValues(lease, configuration, passages), id]);
    },

    publish: (lease, setId) =>
      fenced(
        lease,
        // The one that leaves goes first: two visible ones at a time are refused by an index.
        `hidden as (
           update passage_sets set state = 'dropped' from held
           where workspace_id = $1 and document_id = $3 and state = 'visible' and id <> $6::bigint returning id)
         update passage_sets set state = 'visible' from held
         where workspace_id = $1 and $2 = 'document' and document_id = $3 and id = $6::bigint
           and (select count(*) from hidden) >= 0`,
        [setId],
      ),

    async tidy(workspaceId) {
      const [due] = await database.query(
        z.object({ fold: z.boolean(), sweep: z.boolean() }),
        `select ${isFoldDue} as fold,
           exists (select from passage_sets where workspace_id = $1 and state = 'dropped') as sweep`,
        [workspaceId],
      );
      if (due?.fold === true) await foldCounts(database, workspaceId);
      else if (due?.sweep === true) await sweep(workspaceId);
      return due?.fold === true || due?.sweep === true;
    },

    async find(workspaceId, ids) {
      const found = await database.query(
        passageRow,
        `select ${passageColumns} from unnest($2::text[], $3::int[], $4::int[]) as asked(document_id, version, ordinal)
         join passage_sets s on s.workspace_id = $1 and s.document_id = asked.document_id and s.version = asked.version
           and s.state <> 'building'
         join passages p on p.set_id = s.id and p.ordinal = asked.ordinal and p.workspace_id = $1
         order by s.state`,
        [workspaceId, ...columnsOf(ids)],
      );
      // "dropped" sorts first, so that of two readings of one version the visible one is kept.
      const byId = new Map(found.map((passage) => [passage.id, passage]));
      return ids.flatMap((id) => byId.get(id) ?? []);
    },

    list: (workspaceId, documentId, { from, limit }) =>
      database.query(
        passageRow,
        `select ${passageColumns} from passage_sets s join passages p on p.set_id = s.id and p.workspace_id = $1
         where s.workspace_id = $1 and s.document_id = $2 and s.state = 'visible' and p.ordinal >= $3
         order by p.ordinal limit $4`,
        [workspaceId, documentId, from, limit],
      ),
  };
}

/** An id is document, version and ordinal, with dots between. */
function columnsOf(ids: readonly string[]): [string[], number[], number[]] {
  const parts = ids.flatMap((id) => {
    const match = /^(.+)\.(\d{1,9})\.(\d{1,9})$/.exec(id);
    return match === null ? [] : [{ document: match[1] ?? "", version: Number(match[2]), ordinal: Number(match[3]) }];
  });
  return [
    parts.map(({ document }) => document),
    parts.map(({ version }) => version),
    parts.map(({ ordinal }) => ordinal),
  ];
}
