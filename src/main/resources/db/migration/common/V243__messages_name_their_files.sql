-- Module delivery. An attachment names a stored file, or has its own bytes in the row.
alter table outbox_attachment alter column bytes drop not null;
alter table outbox_attachment add column file_sha256 varchar(64) references stored_file;
alter table outbox_attachment add constraint outbox_attachment_is_one_file check (
  (bytes is null) <> (file_sha256 is null));
alter table outbox_attachment add constraint outbox_attachment_is_its_file check (
  file_sha256 is null or file_sha256 = sha256);
create index outbox_attachment_by_file on outbox_attachment (file_sha256);
