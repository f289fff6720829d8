-- owner: forecast. How long the steps of dossiers took at each agency, measured now and then from its own history.
create table step_pace (
  agency varchar(40) not null,
  procedure_code varchar(60) not null,
  step varchar(80) not null,
  cases integer not null,
  lead_minutes bigint not null,
  work_minutes bigint not null,
  measured_at timestamp with time zone not null,
  primary key (agency, procedure_code, step)
);
