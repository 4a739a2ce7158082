-- The model's limits hold for all processes together: each call that runs, and what those of the last minute took.
create table model_calls (
  id text primary key,
  model text not null,
  tokens bigint not null,
  begun_at timestamptz(3) not null default clock_timestamp(),
  ended_at timestamptz(3),
  -- A process that died does not end its calls: they count as running until here.
  runs_until timestamptz(3) not null
);
create index model_calls_of_model on model_calls (model, begun_at);
