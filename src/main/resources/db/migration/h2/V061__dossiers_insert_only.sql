-- received_year: the year (UTC) in which the dossier was received. PostgreSQL keeps each year apart.
create table dossier_event (
  dossier_code varchar(60) not null references dossier,
  no integer not null,
  kind varchar(40) not null,
  at timestamp with time zone not null,
  actor_kind varchar(20) not null,
  actor varchar not null,
  actor_agency varchar(40),
  agency varchar(40),
  step varchar(120),
  state_after varchar(30) not null,
  details varchar not null,
  received_year smallint not null,
  primary key (dossier_code, no)
);

create trigger dossier_event_insert_only before update, delete on dossier_event
  for each row call 'onestop.kernel.InsertOnlyTrigger';
-- Always empty: H2 does not truncate a table that another one refers to.
create table dossier_event_untruncated (
  dossier_code varchar(60), no integer,
  foreign key (dossier_code, no) references dossier_event
);

