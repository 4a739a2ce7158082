-- For "about 3 minutes": how long the last courses took.
create index requests_written on requests (finished_at desc) where kind = 'write' and state = 'done';
