/** The tables that need pgvector. A server may get the extension long after the first start, so they are no migration. */
import { z } from "zod";
import type { Database } from "./database.ts";

/** Any number, as long as every process takes the same: those that start together make the tables one after another. */
const advisoryLock = 6_627_831;

/** Makes the tables where pgvector is there and they are not; otherwise does nothing. */
export async function provideVectorTables(database: Database): Promise<void> {
  if (!database.hasVectors) return;
  await database.transaction(async (transaction) => {
    await transaction.execute("select pg_advisory_xact_lock($1)", [advisoryLock]);
    // Even "if not exists" would wait for whoever is making an index on them.
    const made = await transaction.query(
      z.object({}),
      "select where to_regclass('coursewright.passage_vectors') is not null",
    );
    if (made.length === 0) await transaction.execute(tables);
  });
}

// A vector's key begins as the search does. A passage that goes takes its vectors along. Rows stay in line up to a page, some 2,000
// dimensions: a scan reads all of them. How far a reading is embedded stands apart, so that nobody looks for missing vectors
// one by one. A turn keeps two workers from paying for the same passages.
const tables = `
  create table coursewright.passage_vectors (
    workspace_id text not null,
    set_id bigint not null,
    ordinal integer not null,
    model text not null,
    dimensions integer not null,
    embedding vector not null check (vector_dims(embedding) = dimensions),
    primary key (workspace_id, model, dimensions, set_id, ordinal),
    foreign key (set_id, ordinal) references coursewright.passages on delete cascade
  ) with (toast_tuple_target = 8160);
  create index passage_vectors_of_passage on coursewright.passage_vectors (set_id, ordinal);
  create table coursewright.embedded_sets (
    workspace_id text not null,
    set_id bigint not null references coursewright.passage_sets on delete cascade,
    model text not null,
    dimensions integer not null,
    next_ordinal integer not null,
    is_finished boolean not null,
    updated_at timestamptz(3) not null default clock_timestamp(),
    primary key (set_id, model, dimensions)
  );
  create index embedded_sets_of_workspace on coursewright.embedded_sets (workspace_id, model, dimensions);
  create table coursewright.embedding_turns (
    workspace_id text primary key references coursewright.workspaces on delete cascade,
    owner text not null,
    held_until timestamptz(3) not null
  )`;
