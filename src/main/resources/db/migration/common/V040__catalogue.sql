create table catalogue_document (
  kind varchar(20) not null,
  doc_key varchar(60) not null,
  version integer not null,
  sha256 varchar(64) not null,
  content varchar not null,
  primary key (kind, doc_key, version)
);
