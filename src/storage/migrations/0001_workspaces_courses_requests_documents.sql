-- Everything belongs to a workspace: each key begins with workspace_id, and no foreign key crosses it.
-- Times are kept to the millisecond, as Date holds them, so that a time that was read can be compared again.

create table workspaces (
  workspace_id text primary key,
  settings jsonb not null default '{}',
  -- Document numbers are never reused, so the next one is counted here and not taken from the documents.
  next_document_number integer not null default 1,
  created_at timestamptz(3) not null default clock_timestamp()
);

create table courses (
  workspace_id text not null references workspaces on delete cascade,
  id text not null,
  channel_id text not null,
  thread_ts text,
  requester_id text not null,
  brief jsonb not null,
  origin jsonb not null,
  state text not null default 'queued'
    check (state in ('queued', 'writing', 'ready', 'failed', 'cancelled', 'deleted')),
  version integer not null default 0,
  -- The title as far as it is known: for lists and search.
  title text,
  writer text not null check (writer in ('model', 'offline')),
  failure jsonb,
  cancel_requested_at timestamptz(3),
  started_at timestamptz(3),
  -- When a card that could not be shown is tried again.
  refresh_failures integer not null default 0,
  refresh_not_before timestamptz(3),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, id)
);
-- One course a thread.
create unique index courses_thread on courses (workspace_id, channel_id, thread_ts)
  where thread_ts is not null and state <> 'deleted';
create index courses_newest on courses (workspace_id, created_at desc);
create index courses_of_requester on courses (workspace_id, requester_id, created_at desc);

create table draft_sections (
  workspace_id text not null,
  course_id text not null,
  stage text not null check (stage in ('overview', 'objectives', 'modules', 'assessments')),
  request_id text not null,
  section jsonb not null,
  usage jsonb,
  saved_at timestamptz(3) not null default clock_timestamp(),
  primary key (workspace_id, course_id, stage),
  foreign key (workspace_id, course_id) references courses on delete cascade
);

create table versions (
  workspace_id text not null,
  course_id text not null,
  number integer not null check (number >= 1),
  course jsonb not null,
  cause text not null,
  author_id text not null,
  request_id text not null,
  created_at timestamptz(3) not null default clock_timestamp(),
  primary key (workspace_id, course_id, number),
  foreign key (workspace_id, course_id) references courses on delete cascade
);
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'a version of a course never changes';
end
$$;
create trigger versions_never_change before update on versions for each row execute function refuse_change();

-- The inbox. Requests stay after they are done: a key that comes again a day later is still known.
create table requests (
  workspace_id text not null references workspaces on delete cascade,
  id text not null,
  ordinal bigint generated always as identity,
  key text not null,
  lane_kind text not null check (lane_kind in ('course', 'document')),
  lane_id text not null,
  kind text not null,
  payload jsonb not null,
  author_id text not null,
  state text not null default 'pending' check (state in ('pending', 'done')),
  attempts integer not null default 0,
  -- A request that failed waits until then; those behind it in its lane wait with it.
  not_before timestamptz(3),
  retrieval jsonb,
  outcome jsonb,
  accepted_at timestamptz(3) not null default clock_timestamp(),
  begun_at timestamptz(3),
  finished_at timestamptz(3),
  primary key (workspace_id, id),
  unique (workspace_id, key)
);
create index requests_pending on requests (workspace_id, lane_kind, lane_id, ordinal) where state = 'pending';
create index requests_of_lane on requests (workspace_id, lane_kind, lane_id, ordinal desc);

create table leases (
  workspace_id text not null references workspaces on delete cascade,
  lane_kind text not null,
  lane_id text not null,
  -- Null once it was given back.
  owner text,
  fence bigint not null,
  expires_at timestamptz not null,
  primary key (workspace_id, lane_kind, lane_id)
);

create table messages (
  workspace_id text not null,
  course_id text not null,
  slot text not null,
  channel_id text not null,
  ts text,
  wanted_hash text,
  shown_hash text,
  intended_at timestamptz(3) not null default clock_timestamp(),
  primary key (workspace_id, course_id, slot),
  foreign key (workspace_id, course_id) references courses on delete cascade
);
create index messages_to_show on messages (workspace_id, course_id) where wanted_hash is distinct from shown_hash;

create table documents (
  workspace_id text not null references workspaces on delete cascade,
  id text not null,
  number integer not null check (number >= 1),
  title text not null,
  slug text not null,
  kind text not null,
  state text not null default 'queued' check (state in ('queued', 'indexing', 'ready', 'failed')),
  failure jsonb,
  version integer not null default 1,
  content_hash text,
  bytes bigint not null,
  page_count integer,
  passage_count integer not null default 0,
  progress jsonb,
  added_by text not null,
  created_at timestamptz(3) not null default clock_timestamp(),
  updated_at timestamptz(3) not null default clock_timestamp(),
  primary key (workspace_id, id),
  unique (workspace_id, number)
);
create index documents_slug on documents (workspace_id, slug);

create table document_sources (
  workspace_id text not null,
  document_id text not null,
  source jsonb not null,
  primary key (workspace_id, document_id),
  foreign key (workspace_id, document_id) references documents on delete cascade
);
