create trigger dossier_event_insert_only before update or delete or truncate on dossier_event
  for each statement execute function refuse_change();

