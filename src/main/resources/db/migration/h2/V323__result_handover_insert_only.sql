-- owner: dossiers. To whom a result was handed over is never changed.
create trigger result_handover_insert_only before update, delete on result_handover
  for each row call 'onestop.kernel.InsertOnlyTrigger';
