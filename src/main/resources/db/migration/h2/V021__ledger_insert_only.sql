create trigger ledger_entry_insert_only before update, delete on ledger_entry
  for each row call 'onestop.kernel.InsertOnlyTrigger';
-- Always empty: H2 does not truncate a table that another one refers to.
create table ledger_entry_untruncated (position bigint references ledger_entry);
