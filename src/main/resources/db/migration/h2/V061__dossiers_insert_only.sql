create trigger dossier_event_insert_only before update, delete on dossier_event
  for each row call 'onestop.kernel.InsertOnlyTrigger';
-- Always empty: H2 does not truncate a table that another one refers to.
create table dossier_event_untruncated (
  dossier_code varchar(60), no integer,
  foreign key (dossier_code, no) references dossier_event
);

