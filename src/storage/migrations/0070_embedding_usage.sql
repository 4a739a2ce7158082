-- What turning texts into vectors has cost, by month (UTC) and model. The vectors themselves stand in tables that are made where
-- pgvector is there, at whichever start that is: see vector-tables.ts.
create table embedding_usage (
  workspace_id text not null references workspaces on delete cascade,
  month date not null,
  model text not null,
  calls bigint not null default 0,
  tokens bigint not null default 0,
  primary key (workspace_id, month, model)
);
