-- Module dossiers. What was handed in, and its removal, are evidence.
create trigger handed_file_insert_only before update, delete on handed_file
  for each row call 'onestop.kernel.InsertOnlyTrigger';
create trigger handed_file_removal_insert_only before update, delete on handed_file_removal
  for each row call 'onestop.kernel.InsertOnlyTrigger';
-- Always empty: H2 does not truncate a table that another one refers to.
create table handed_file_removal_untruncated (
  dossier_code varchar(60), no integer,
  foreign key (dossier_code, no) references handed_file_removal
);
