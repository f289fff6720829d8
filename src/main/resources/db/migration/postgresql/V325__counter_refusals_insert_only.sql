-- owner: dossiers. The refusal of an application is never changed.
create trigger counter_refusal_insert_only before update or delete or truncate on counter_refusal
  for each statement execute function refuse_change();
