-- Module files. The verdict of the virus scanner on a file; it goes with the file. Without a row the file was not scanned.
create table stored_file_scan (
  sha256 varchar(64) primary key references stored_file on delete cascade,
  found varchar(200),
  scanned_at timestamp with time zone not null
);
