-- Module dossiers. A file that arrives in parts. Its row and its parts are work in progress, not evidence: they go when
-- nothing has arrived for a day. What it became is a row of handed_file.
create table file_upload (
  id varchar(64) primary key,
  dossier_code varchar(60) not null references dossier,
  officer varchar not null,
  officer_agency varchar(40) not null,
  name varchar(400) not null,
  sha256 varchar(64) not null,
  byte_count bigint not null,
  begun_at timestamp with time zone not null,
  file_no integer
);
create index file_upload_by_dossier on file_upload (dossier_code);

create table file_upload_part (
  upload varchar(64) not null references file_upload on delete cascade,
  start_at bigint not null,
  byte_count integer not null,
  bytes bytea not null,
  arrived_at timestamp with time zone not null,
  primary key (upload, start_at)
);
