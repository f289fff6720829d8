create trigger account_event_insert_only before update or delete or truncate on account_event
  for each statement execute function refuse_change();
