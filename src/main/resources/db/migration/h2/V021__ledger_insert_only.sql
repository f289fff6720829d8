create trigger ledger_entry_insert_only before update, delete on ledger_entry
  for each row call 'onestop.kernel.InsertOnlyTrigger';
-- Always empty: H2 does not truncate a table that another one refers to.
create table ledger_entry_untruncated (id bigint references ledger_entry);
create trigger ledger_position_insert_only before update, delete on ledger_position
  for each row call 'onestop.kernel.InsertOnlyTrigger';
create table ledger_position_untruncated (position bigint references ledger_position);
create trigger ledger_key_insert_only before update, delete on ledger_key
  for each row call 'onestop.kernel.InsertOnlyTrigger';
create table ledger_key_untruncated (no bigint references ledger_key);
create trigger ledger_checkpoint_insert_only before update, delete on ledger_checkpoint
  for each row call 'onestop.kernel.InsertOnlyTrigger';
create table ledger_checkpoint_untruncated (no bigint references ledger_checkpoint);
