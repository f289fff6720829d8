create trigger outbox_attempt_insert_only before update or delete or truncate on outbox_attempt
  for each statement execute function refuse_change();
