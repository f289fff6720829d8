create trigger due_date_adjustment_insert_only before update or delete or truncate on due_date_adjustment
  for each statement execute function refuse_change();

create trigger due_date_move_insert_only before update or delete or truncate on due_date_move
  for each statement execute function refuse_change();

create trigger sla_mark_insert_only before update or delete or truncate on sla_mark
  for each statement execute function refuse_change();

create trigger calendar_change_insert_only before update or delete or truncate on calendar_change
  for each statement execute function refuse_change();

create trigger calendar_change_row_insert_only before update or delete or truncate on calendar_change_row
  for each statement execute function refuse_change();

