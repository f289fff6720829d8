-- owner: dossiers. The registers of results, one for an agency and procedure.
create table result_register (
  agency varchar(40) not null references agency,
  procedure_code varchar(60) not null,
  name varchar(120) not null,
  pattern varchar(60) not null,
  series_year integer not null,
  next_number integer not null,
  changed_by varchar(60) not null,
  primary key (agency, procedure_code)
);

-- The numbers given in them, each once in a year. Insert-only; sequence_no is null for a number that does not follow
-- the pattern of its register.
create table result_entry (
  agency varchar(40) not null,
  procedure_code varchar(60) not null,
  series_year integer not null,
  number_key varchar(300) not null,
  written varchar(300) not null,
  sequence_no integer,
  dossier_code varchar(60) not null references dossier,
  entered_at timestamp with time zone not null,
  primary key (agency, procedure_code, series_year, number_key)
);
create index result_entry_by_sequence on result_entry (agency, procedure_code, series_year, sequence_no);
create index result_entry_by_dossier on result_entry (dossier_code);
