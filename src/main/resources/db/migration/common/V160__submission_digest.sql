-- dossiers: what stood in the application is kept as a digest beside its key, so that the same key with another
-- application is told from a repetition. Rows from before have none and answer every use of their key as a repetition.
alter table dossier add column submission_digest varchar(64);
-- "api:" and a login name of 60 characters
alter table dossier alter column source set data type varchar(80);
