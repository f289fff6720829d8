-- owner: models. Scenarios and their outcomes are evidence of a publication.
create trigger model_scenarios_insert_only before update, delete on model_scenarios
  for each row call 'onestop.kernel.InsertOnlyTrigger';
create trigger model_trial_insert_only before update, delete on model_trial
  for each row call 'onestop.kernel.InsertOnlyTrigger';
create trigger model_trial_letter_insert_only before update, delete on model_trial_letter
  for each row call 'onestop.kernel.InsertOnlyTrigger';
