-- owner: dossiers. Which dossier continues which closed one. Ground, reason and legal basis stand in the record of the new
-- dossier's intake and in its first event.
create table dossier_continuation (
  dossier_code varchar(60) not null primary key references dossier,
  continues varchar(60) not null references dossier
);
create index dossier_continuation_of on dossier_continuation (continues);
