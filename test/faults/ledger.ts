/**
 * A ledger inside the database of everything that is saved after it was paid for (sections, parts of sections, versions),
 * kept by triggers: the bot's own rows show only the last save, and one that was made twice must be seen.
 */
import { z } from "zod";
import type { Database } from "../../src/storage/database.ts";

const saveSchema = z.object({
  workspaceId: z.string(),
  courseId: z.string(),
  /** A section, a part of one, or "version". */
  what: z.string(),
  requestId: z.string(),
  /** Just before the save was committed, by the database's clock. */
  at: z.date(),
});
export type SectionSave = z.output<typeof saveSchema>;

/** Begins to keep the ledger. The database is migrated, and nobody else has it open or the server is shared. */
export async function keepLedger(database: Database): Promise<void> {
  await database.execute(`
    create schema if not exists faults;
    create table if not exists faults.saves (
      id bigint generated always as identity primary key, workspace_id text, course_id text, what text, request_id text,
      at timestamptz(3) not null default clock_timestamp());
    create or replace function faults.note_save() returns trigger language plpgsql as $$
    begin
      insert into faults.saves (workspace_id, course_id, what, request_id)
      values (new.workspace_id, new.course_id, coalesce(to_jsonb(new) ->> 'stage', to_jsonb(new) ->> 'part', 'version'), new.request_id);
      return new;
    end
    $$;
    create or replace trigger note_save after insert or update on coursewright.draft_sections
      for each row execute function faults.note_save();
    create or replace trigger note_save after insert or update on coursewright.draft_parts
      for each row execute function faults.note_save();
    create or replace trigger note_save after insert on coursewright.versions
      for each row execute function faults.note_save();`);
}

/** All saves, in order. */
export function readLedger(database: Database): Promise<SectionSave[]> {
  return database.query(
    saveSchema,
    `select workspace_id as "workspaceId", course_id as "courseId", what, request_id as "requestId", at
     from faults.saves order by id`,
  );
}
