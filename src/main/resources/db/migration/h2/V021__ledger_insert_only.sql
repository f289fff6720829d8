create trigger ledger_entry_insert_only before update, delete on ledger_entry
  for each row call 'onestop.kernel.InsertOnlyTrigger';
-- Always empty: H2 does not truncate a table that another one refers to.
create table ledger_entry_untruncated (id bigint references ledger_entry);
create trigger ledger_position_insert_only before update, delete on ledger_position
  for each row call 'onestop.kernel.InsertOnlyTrigger';
create table ledger_position_untruncated (position bigint references ledger_position);
