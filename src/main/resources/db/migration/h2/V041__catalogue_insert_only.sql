create trigger catalogue_document_insert_only before update, delete on catalogue_document
  for each row call 'onestop.kernel.InsertOnlyTrigger';
-- Always empty: H2 does not truncate a table that another one refers to.
create table catalogue_document_untruncated (
  kind varchar(20), doc_key varchar(60), version integer,
  foreign key (kind, doc_key, version) references catalogue_document
);

