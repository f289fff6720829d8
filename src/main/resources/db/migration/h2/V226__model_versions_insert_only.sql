create trigger model_version_insert_only before update, delete on model_version
  for each row call 'onestop.kernel.InsertOnlyTrigger';
create trigger model_event_insert_only before update, delete on model_event
  for each row call 'onestop.kernel.InsertOnlyTrigger';
-- Always empty: H2 does not truncate a table that another one refers to.
create table model_event_untruncated (process_key varchar(85), version integer, no integer,
  foreign key (process_key, version, no) references model_event);
