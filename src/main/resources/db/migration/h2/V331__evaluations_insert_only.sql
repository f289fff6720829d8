-- Module conduct. An evaluation is given once.
create trigger dossier_evaluation_insert_only before update, delete on dossier_evaluation
  for each row call 'onestop.kernel.InsertOnlyTrigger';
-- Always empty: H2 does not truncate a table that another one refers to.
create table dossier_evaluation_untruncated (dossier_code varchar(60) references dossier_evaluation);
