-- Files that were handed out in a course's thread. The file's id is written down before its upload is completed, so that
-- after a crash the file is looked for and not uploaded again.
create table exports (
  workspace_id text not null,
  course_id text not null,
  request_id text not null,
  file_id text not null,
  shared_at timestamptz(3),
  begun_at timestamptz(3) not null default clock_timestamp(),
  primary key (workspace_id, request_id),
  foreign key (workspace_id, course_id) references courses on delete cascade
);
create index exports_of_course on exports (workspace_id, course_id);

-- What people think of a version: one word a person, the latest counts.
create table feedback (
  workspace_id text not null,
  course_id text not null,
  version integer not null,
  user_id text not null,
  good boolean not null,
  given_at timestamptz(3) not null default clock_timestamp(),
  primary key (workspace_id, course_id, version, user_id),
  foreign key (workspace_id, course_id) references courses on delete cascade
);

-- Who deleted a course, and when: the line that is left of it says so.
alter table courses add column deleted_by text, add column deleted_at timestamptz(3);
