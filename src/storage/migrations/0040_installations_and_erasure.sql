-- Where the bot is installed. An org-wide installation has no team, one outside an organisation no enterprise; "" stands for none,
-- since a key holds no nulls. Tokens are sealed with the key `key_id`, which the database does not know.
create table installations (
  enterprise_id text not null default '',
  team_id text not null default '',
  app_id text not null default '',
  bot_id text not null,
  bot_user_id text not null,
  scopes text[] not null default '{}',
  installed_by text not null,
  key_id text not null,
  token text not null,
  -- Both null without token rotation.
  refresh_token text,
  expires_at timestamptz(3),
  -- Grows with each change of the token: whoever refreshes must have seen the newest one.
  revision integer not null default 1,
  -- Who refreshes now, and until when the others wait for it.
  refreshing_by text,
  refreshing_until timestamptz(3),
  installed_at timestamptz(3) not null default clock_timestamp(),
  updated_at timestamptz(3) not null default clock_timestamp(),
  primary key (enterprise_id, team_id),
  check (enterprise_id <> '' or team_id <> '')
);
create unique index installations_team on installations (team_id) where team_id <> '';

-- Which organisation a workspace belongs to, as Slack told with the last thing that came from it: under an org-wide installation a
-- worker knows the workspace alone.
create table workspace_enterprises (
  workspace_id text primary key,
  enterprise_id text not null
);
create index workspace_enterprises_of on workspace_enterprises (enterprise_id);

-- Workspaces whose every row is to go. Outlives them, so that an erasure that was interrupted is finished.
create table erasures (
  workspace_id text primary key,
  requested_by text not null,
  requested_at timestamptz(3) not null default clock_timestamp()
);
