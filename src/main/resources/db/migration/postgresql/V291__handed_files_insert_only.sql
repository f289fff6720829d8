-- Module dossiers. What was handed in, and its removal, are evidence.
create trigger handed_file_insert_only before update or delete or truncate on handed_file
  for each statement execute function refuse_change();
create trigger handed_file_removal_insert_only before update or delete or truncate on handed_file_removal
  for each statement execute function refuse_change();
