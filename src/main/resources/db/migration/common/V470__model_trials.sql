-- Module models. What must come of a dossier that runs on a version: its scenarios, as YAML. A version without rows has
-- those of the version before it. Insert-only; the last revision counts.
create table model_scenarios (
  process_key varchar(85) not null,
  version integer not null,
  revision integer not null,
  sha256 varchar(64) not null,
  content varchar not null,
  author_kind varchar(20) not null,
  author varchar(60) not null,
  saved_at timestamp with time zone not null,
  primary key (process_key, version, revision),
  foreign key (process_key, version) references model_version
);

-- What came of the scenarios of a version: with which file, which scenarios and which release of the program; insert-only.
create table model_trial (
  process_key varchar(85) not null,
  version integer not null,
  no integer not null,
  model_sha256 varchar(64) not null,
  scenarios_sha256 varchar(64) not null,
  release varchar(60) not null,
  holds boolean not null,
  report varchar not null,
  actor_kind varchar(20) not null,
  actor varchar(60) not null,
  began_at timestamp with time zone not null,
  ended_at timestamp with time zone not null,
  primary key (process_key, version, no),
  foreign key (process_key, version) references model_version
);

-- The letters of apology that a trial issued, as PDF; insert-only.
create table model_trial_letter (
  process_key varchar(85) not null,
  version integer not null,
  no integer not null,
  scenario integer not null,
  letter integer not null,
  pdf bytea not null,
  primary key (process_key, version, no, scenario, letter),
  foreign key (process_key, version, no) references model_trial
);
