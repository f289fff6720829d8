-- Module files. A file by its content: one row for each hash, however many rows of other tables name
-- it. A table that names files refers to it; the row is locked by whoever names it, and by the sweep.
create table stored_file (
  sha256 varchar(64) primary key,
  byte_count bigint not null,
  media_type varchar(100) not null,
  home varchar(10) not null,
  stored_at timestamp with time zone not null,
  orphaned_at timestamp with time zone,
  constraint stored_file_has_home check (home in ('DATABASE', 'FOLDER'))
);
create index stored_file_by_home on stored_file (home, sha256);
create index stored_file_orphaned on stored_file (orphaned_at);

-- The bytes of a file whose home is the database, in portions.
create table stored_file_chunk (
  sha256 varchar(64) not null references stored_file,
  no integer not null,
  bytes bytea not null,
  primary key (sha256, no)
);
