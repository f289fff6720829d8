-- owner: dossiers. Questions that the resolving agency puts to another agency, or to another role of its own, about a
-- dossier. What was asked and answered is evidence in the events of the dossier; these rows say how each question stands.
create table consultation (
  dossier_code varchar(60) not null references dossier,
  no integer not null,
  asked_agency varchar(40) not null,
  asked_role varchar(30) not null,
  question varchar(2000) not null,
  -- the numbers of the named files, with a blank between
  files varchar(200) not null,
  answer_by timestamp with time zone not null,
  asked_by varchar(60) not null,
  asking_agency varchar(40) not null,
  asked_at timestamp with time zone not null,
  passed_on integer not null,
  reminded_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  answer varchar(4000),
  answer_file integer,
  answered_by varchar(60),
  answering_agency varchar(40),
  answered_at timestamp with time zone,
  primary key (dossier_code, no)
);
create index consultation_waiting on consultation (asked_agency, answered_at, withdrawn_at, answer_by);
