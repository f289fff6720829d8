-- owner: dossiers. To whom a result was handed over is never changed.
create trigger result_handover_insert_only before update or delete or truncate on result_handover
  for each statement execute function refuse_change();
