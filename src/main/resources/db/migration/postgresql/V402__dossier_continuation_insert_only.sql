-- owner: dossiers. That a dossier continues another is never changed.
create trigger dossier_continuation_insert_only before update or delete or truncate on dossier_continuation
  for each statement execute function refuse_change();
