-- What finished calls of a course's first draft have written that is no whole section yet: the outline, details of some modules.
-- A call that was paid for is not made again after a crash.
create table draft_parts (
  workspace_id text not null,
  course_id text not null,
  part text not null,
  request_id text not null,
  content jsonb not null,
  saved_at timestamptz(3) not null default clock_timestamp(),
  primary key (workspace_id, course_id, part),
  foreign key (workspace_id, course_id) references courses on delete cascade
);

-- What each request for a course has cost; what belongs to the course as a whole, such as edits of its card, has the request ''.
-- It outlives the course, so that a month's sum stays true; it goes with its workspace.
create table course_usage (
  workspace_id text not null references workspaces on delete cascade,
  course_id text not null,
  request_id text not null,
  -- The first of the month in which it was spent, UTC.
  month date not null,
  model text not null default '',
  model_calls integer not null default 0,
  input_tokens bigint not null default 0,
  cached_input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  slack_edits integer not null default 0,
  slack_posts integer not null default 0,
  milliseconds bigint not null default 0,
  updated_at timestamptz(3) not null default clock_timestamp(),
  primary key (workspace_id, course_id, request_id, month)
);
create index course_usage_of_month on course_usage (workspace_id, month);

-- Calls to Slack that count against a budget that several processes share, where there is no Redis. Unlogged: after a crash of the
-- database a minute's caution is all that is lost.
create unlogged table pace_calls (
  budget text not null,
  id text not null,
  -- Null while the call is on its way; then when it was answered.
  answered_at timestamptz(3),
  -- What it is counted until, answered or not.
  counts_until timestamptz(3) not null,
  primary key (budget, id)
);
create index pace_calls_over on pace_calls (counts_until);
