-- owner: dossiers. What was charged and paid is never changed.
create trigger fee_entry_insert_only before update, delete on fee_entry
  for each row call 'onestop.kernel.InsertOnlyTrigger';
