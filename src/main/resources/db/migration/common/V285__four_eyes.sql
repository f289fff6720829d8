-- owner: dossiers. The officers who last ended those steps whose officer may not end another one (JSON: step, login).
alter table dossier add column done_by varchar;
