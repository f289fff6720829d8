create trigger catalogue_document_insert_only before update or delete or truncate on catalogue_document
  for each statement execute function refuse_change();

