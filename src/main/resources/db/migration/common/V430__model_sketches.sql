-- Module models. What a designer has drawn and not yet kept as a version: one drawing for each designer and process,
-- replaced as it is drawn. It is no version; a dossier never runs on it.
create table model_sketch (
  officer varchar(60) not null,
  process_key varchar(85) not null,
  revision integer not null,
  base_version integer not null,
  bpmn bytea not null,
  saved_at timestamp with time zone not null,
  primary key (officer, process_key)
);

-- Why a version was taken a step further; older steps gave none.
alter table model_event add column reason varchar(500) default '' not null;
