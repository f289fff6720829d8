-- How far a replay has come. Written in the same transaction as the steps themselves: after a crash
-- it names the first action that did not happen.
create table replay_progress (
  id integer primary key,
  fingerprint varchar(200) not null,
  next_action bigint not null,
  simulated_at timestamp with time zone not null,
  finished boolean not null,
  revision bigint not null,
  constraint replay_one_run check (id = 1)
);

create table replay_dossier (
  row_no integer primary key,
  trace varchar not null,
  dossier_code varchar(60) not null unique
);
