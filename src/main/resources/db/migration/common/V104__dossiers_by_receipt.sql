-- Reports and registers walk dossiers in the order of receipt, page by page.
create index dossier_by_receipt on dossier (received_at, dossier_code);
