-- Module conduct. An evaluation is given once.
create trigger dossier_evaluation_insert_only before update or delete or truncate on dossier_evaluation
  for each statement execute function refuse_change();
