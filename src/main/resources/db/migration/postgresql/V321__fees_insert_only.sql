-- owner: dossiers. What was charged and paid is never changed.
create trigger fee_entry_insert_only before update or delete or truncate on fee_entry
  for each statement execute function refuse_change();
