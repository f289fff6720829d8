create trigger outbox_attempt_insert_only before update, delete on outbox_attempt
  for each row call 'onestop.kernel.InsertOnlyTrigger';
create table outbox_attempt_untruncated (id bigint references outbox_attempt);
