-- A rung of the ladder that was reached: who heard of it, and what they answered. The key makes each
-- rung be raised once, however often its mark is heard.
create table escalation (
  dossier_code varchar(60) not null references dossier,
  appointment_no integer not null,
  level varchar(30) not null,
  agency varchar(40) not null,
  recipients varchar not null,
  raised_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  answered_by varchar(60),
  answer varchar,
  revision bigint not null,
  primary key (dossier_code, appointment_no, level)
);
create index escalation_open on escalation (agency, answered_at, raised_at);
