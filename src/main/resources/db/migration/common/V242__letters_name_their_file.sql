-- Module apologies. A print names its file; prints of before keep their bytes in the row.
alter table letter_document alter column pdf drop not null;
alter table letter_document add column file_sha256 varchar(64) references stored_file;
alter table letter_document add constraint letter_document_is_one_file check (
  (pdf is null) <> (file_sha256 is null));
alter table letter_document add constraint letter_document_is_its_file check (
  file_sha256 is null or file_sha256 = sha256);
create index letter_document_by_file on letter_document (file_sha256);
