create trigger auditor_lookup_insert_only before update or delete or truncate on auditor_lookup
  for each statement execute function refuse_change();
create trigger hearing_answer_insert_only before update or delete or truncate on hearing_answer
  for each statement execute function refuse_change();
create trigger officer_explanation_insert_only before update or delete or truncate on officer_explanation
  for each statement execute function refuse_change();
