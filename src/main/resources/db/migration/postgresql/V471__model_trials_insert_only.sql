-- owner: models. Scenarios and their outcomes are evidence of a publication.
create trigger model_scenarios_insert_only before update or delete or truncate on model_scenarios
  for each statement execute function refuse_change();
create trigger model_trial_insert_only before update or delete or truncate on model_trial
  for each statement execute function refuse_change();
create trigger model_trial_letter_insert_only before update or delete or truncate on model_trial_letter
  for each statement execute function refuse_change();
