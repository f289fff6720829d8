-- owner: dossiers. The refusal of an application is never changed.
create trigger counter_refusal_insert_only before update, delete on counter_refusal
  for each row call 'onestop.kernel.InsertOnlyTrigger';
