create trigger ledger_entry_insert_only before update or delete or truncate on ledger_entry
  for each statement execute function refuse_change();
