create trigger calendar_version_insert_only before update or delete or truncate on calendar_version
  for each statement execute function refuse_change();

create trigger calendar_day_insert_only before update or delete or truncate on calendar_day
  for each statement execute function refuse_change();

create trigger office_hours_insert_only before update or delete or truncate on office_hours
  for each statement execute function refuse_change();
