create trigger apology_event_insert_only before update or delete or truncate on apology_event
  for each statement execute function refuse_change();
create trigger apology_letter_insert_only before update or delete or truncate on apology_letter
  for each statement execute function refuse_change();
create trigger letter_document_insert_only before update or delete or truncate on letter_document
  for each statement execute function refuse_change();
create trigger incident_insert_only before update or delete or truncate on incident
  for each statement execute function refuse_change();
