create trigger model_version_insert_only before update or delete or truncate on model_version
  for each statement execute function refuse_change();
create trigger model_event_insert_only before update or delete or truncate on model_event
  for each statement execute function refuse_change();
