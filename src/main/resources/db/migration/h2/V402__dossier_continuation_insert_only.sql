-- owner: dossiers. That a dossier continues another is never changed.
create trigger dossier_continuation_insert_only before update, delete on dossier_continuation
  for each row call 'onestop.kernel.InsertOnlyTrigger';
