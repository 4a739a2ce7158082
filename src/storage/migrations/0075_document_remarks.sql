-- What was left out when the document was read, such as pages without text: admins are told, for they can mend it.
alter table documents add column remarks jsonb not null default '[]';
