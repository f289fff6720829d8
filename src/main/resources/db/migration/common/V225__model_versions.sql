-- Module models. Every version that a process model ever had: the bytes of its file, who brought it
-- and why; insert-only. What is deployed in the engine is a published version; which one, its
-- events say.
create table model_version (
  process_key varchar(85) not null,
  version integer not null,
  sha256 varchar(64) not null,
  bpmn bytea not null,
  procedure_code varchar(60),
  author_kind varchar(20) not null,
  author varchar(60) not null,
  reason varchar(500) not null,
  created_at timestamp with time zone not null,
  primary key (process_key, version)
);

-- The life of a version, by the transition table of the module; insert-only.
create table model_event (
  process_key varchar(85) not null,
  version integer not null,
  no integer not null,
  step varchar(20) not null,
  state_after varchar(20) not null,
  engine_version integer,
  actor_kind varchar(20) not null,
  actor varchar(60) not null,
  at timestamp with time zone not null,
  primary key (process_key, version, no),
  foreign key (process_key, version) references model_version
);

-- One row, locked by whoever adds or moves a version: nodes that start together do it in turn.
create table model_lock (
  id integer primary key
);
insert into model_lock (id) values (1);
