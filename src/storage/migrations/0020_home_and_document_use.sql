-- What each person's Home shows, for those who have it open: it is published again when documents change. `hash` is Slack's, so
-- that two processes do not overwrite each other.
create table home_views (
  workspace_id text not null references workspaces on delete cascade,
  user_id text not null,
  opened_at timestamptz not null default clock_timestamp(),
  state jsonb not null default '{}',
  hash text,
  -- The Messages tab begins with a word of help, once.
  greeted boolean not null default false,
  primary key (workspace_id, user_id)
);
create index home_views_newest on home_views (workspace_id, opened_at desc);

-- What somebody is about to do and Slack has no room for: the text of a thread that may be added, the request that came with a
-- file. Also marks what is said once. Forgotten after some days.
create table stashes (
  workspace_id text not null references workspaces on delete cascade,
  id text not null,
  content jsonb not null,
  created_at timestamptz(3) not null default clock_timestamp(),
  primary key (workspace_id, id)
);
create index stashes_oldest on stashes (workspace_id, created_at);

-- Which courses rest on a document.
create index versions_references on versions using gin ((course -> 'references') jsonb_path_ops);
-- The same bytes twice.
create index documents_content on documents (workspace_id, content_hash) where content_hash is not null;
