-- Module dossiers. A paper as handed in on file: a version, never changed and never erased. The bytes are a stored file.
create table handed_file (
  dossier_code varchar(60) not null references dossier,
  no integer not null,
  paper varchar(60),
  remark varchar(200),
  title varchar(200) not null,
  file_sha256 varchar(64) not null references stored_file,
  byte_count bigint not null,
  media_type varchar(100) not null,
  replaces integer,
  added_by varchar not null,
  added_by_agency varchar(40) not null,
  added_at timestamp with time zone not null,
  primary key (dossier_code, no),
  constraint handed_file_is_of_something check (paper is not null or remark is not null),
  constraint handed_file_replaces_an_earlier check (replaces is null or replaces < no),
  constraint handed_file_is_replaced_once unique (dossier_code, replaces),
  foreign key (dossier_code, replaces) references handed_file
);
create index handed_file_by_file on handed_file (file_sha256);

-- The removal of one, with its reason: it is no longer among the papers, and stays readable.
create table handed_file_removal (
  dossier_code varchar(60) not null,
  no integer not null,
  reason varchar(500) not null,
  removed_by varchar not null,
  removed_by_agency varchar(40) not null,
  removed_at timestamp with time zone not null,
  primary key (dossier_code, no),
  foreign key (dossier_code, no) references handed_file
);
