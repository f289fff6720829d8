-- owner: notes. Notes on dossiers, their earlier texts, and whom they mention. No evidence is made of these rows; a note put
-- on record is an event of its dossier.
create table dossier_note (
  dossier_code varchar(60) not null,
  no integer not null,
  author varchar(60) not null,
  agency varchar(40) not null,
  text varchar(2000) not null,
  version integer not null,
  written_at timestamp with time zone not null,
  edited_at timestamp with time zone,
  struck_at timestamp with time zone,
  recorded_by varchar(60),
  recorded_at timestamp with time zone,
  primary key (dossier_code, no)
);
create table note_version (
  dossier_code varchar(60) not null,
  no integer not null,
  version integer not null,
  text varchar(2000) not null,
  written_at timestamp with time zone not null,
  primary key (dossier_code, no, version)
);
create table note_mention (
  officer varchar(60) not null,
  dossier_code varchar(60) not null,
  no integer not null,
  mentioned_at timestamp with time zone not null,
  seen_at timestamp with time zone,
  primary key (officer, dossier_code, no)
);
create index note_mention_unseen on note_mention (officer, seen_at);
create index note_mention_of_note on note_mention (dossier_code, no);
