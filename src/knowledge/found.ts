/** Passages as search returns them. */
import { z } from "zod";
import type { Database } from "../storage/database.ts";
import type { PassageRecord } from "../storage/documents-port.ts";
import { passageColumns, passageRow } from "../storage/passages.ts";

export type FoundPassage = PassageRecord & {
  documentNumber: number;
  documentTitle: string;
  documentVersion: number;
  /** Higher is nearer; comparable within one search only. */
  score: number;
};
/** A passage by its keys, before it is read. */
export type PassageKey = { setId: string; ordinal: number; score: number };

const loadedRow = passageRow.extend({
  documentVersion: z.number(),
  documentNumber: z.number(),
  documentTitle: z.string(),
  rank: z.number(),
});

/** Reads passages in the order of their keys, each with its key. Those whose document went meanwhile are left out. */
export function createPassageLoader({ database }: { database: Database }) {
  return async <Key extends PassageKey>(
    workspaceId: string,
    keys: readonly Key[],
  ): Promise<{ key: Key; passage: FoundPassage }[]> => {
    if (keys.length === 0) return [];
    const rows = await database.query(
      loadedRow,
      `select ${passageColumns}, s.version as "documentVersion", d.number as "documentNumber", d.title as "documentTitle",
         asked.rank::int as rank
       from unnest($2::bigint[], $3::int[]) with ordinality as asked(set_id, ordinal, rank)
       join passages p on p.set_id = asked.set_id and p.ordinal = asked.ordinal and p.workspace_id = $1
       join passage_sets s on s.id = p.set_id and s.workspace_id = $1 and s.state = 'visible'
       join documents d on d.workspace_id = $1 and d.id = s.document_id
       order by asked.rank`,
      [workspaceId, keys.map(({ setId }) => setId), keys.map(({ ordinal }) => ordinal)],
    );
    return rows.flatMap(({ rank, ...passage }) => {
      const key = keys[rank - 1];
      return key === undefined ? [] : { key, passage: { ...passage, score: key.score } };
    });
  };
}
