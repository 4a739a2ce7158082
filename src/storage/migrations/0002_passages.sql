-- Passages and their search. A set is one reading of one version of a document: it is built unseen, shown at once, and dropped
-- as a whole when another takes its place.
create table passage_sets (
  id bigint generated always as identity primary key,
  workspace_id text not null references workspaces on delete cascade,
  document_id text not null,
  version integer not null check (version >= 1),
  content_hash text not null,
  -- The text search configuration of the document's language.
  configuration text not null,
  state text not null default 'building' check (state in ('building', 'visible', 'dropped'))
);
create index passage_sets_of_document on passage_sets (workspace_id, document_id, version);
create unique index passage_sets_visible on passage_sets (workspace_id, document_id) where state = 'visible';
create index passage_sets_hidden on passage_sets (workspace_id, id) where state <> 'visible';
create index passage_sets_configurations on passage_sets (workspace_id, configuration) where state = 'visible';

-- What is shown. Apart from what is searched, so that scoring reads few pages.
create table passages (
  workspace_id text not null,
  set_id bigint not null,
  ordinal integer not null,
  place jsonb not null,
  start_at integer not null,
  end_at integer not null,
  text text not null,
  primary key (set_id, ordinal)
);

-- What is searched. Besides its words each row bears one lexeme that no text has, ":<configuration> <workspace>", so that the
-- index itself keeps workspaces apart. `length` counts its lexemes, repeated ones
-- included. Rows stay in line and uncompressed: scoring
-- reads thousands of them.
create table passage_terms (
  workspace_id text not null,
  set_id bigint not null,
  ordinal integer not null,
  length integer not null,
  lexemes tsvector not null,
  primary key (set_id, ordinal)
) with (toast_tuple_target = 8160);
alter table passage_terms alter column lexemes set storage main;
-- A short pending list: inserts stay quick, and no single one waits long for the list to be worked off.
create index passage_terms_lexemes on passage_terms using gin (lexemes) with (fastupdate = on, gin_pending_list_limit = 512);

-- In how many passages a lexeme stands. Rows that every insert updates would make writers wait for, and deadlock with, each
-- other: a batch only adds what it counted (or below zero, took away) to `pending_counts`, and that is folded into
-- `lexeme_counts` later, in the order of keys. A count is the sum of both. A key is the hash of workspace and lexeme; the empty
-- lexeme counts the passages themselves, a space the lexemes in all of them. Room is left in the pages, so that a new
-- count stands beside the old one and the index is left alone.
create table lexeme_counts (
  key bigint primary key,
  workspace_id text not null,
  passages bigint not null
) with (fillfactor = 70);
create table pending_counts (
  id bigint generated always as identity primary key,
  workspace_id text not null,
  passages integer not null,
  -- Sorted, for a binary search by `width_bucket`; `counts` in the same order.
  keys bigint[] not null,
  counts integer[] not null
);
create index pending_counts_workspace on pending_counts (workspace_id);
alter table pending_counts alter column keys set storage external, alter column counts set storage external;

create function lexeme_key(workspace text, lexeme text) returns bigint language sql immutable parallel safe
  as $$ select hashtextextended(lexeme, hashtextextended(workspace, 0)) $$;

-- A deleted document's passages are out of search at that very moment; their rows are swept later.
create function drop_passage_sets() returns trigger language plpgsql as $$
begin
  update passage_sets set state = 'dropped' where workspace_id = old.workspace_id and document_id = old.id;
  return old;
end
$$;
create trigger documents_drop_passages after delete on documents for each row execute function drop_passage_sets();
