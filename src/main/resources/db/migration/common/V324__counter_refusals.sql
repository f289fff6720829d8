-- owner: dossiers. Applications that a counter refused, with their numbers. Insert-only.
create table counter_refusal (
  agency varchar(40) not null,
  series_year integer not null,
  no integer not null,
  source varchar(80) not null,
  submission_key varchar(120) not null,
  procedure_code varchar(60) not null,
  procedure_version integer not null,
  applicant_name varchar(200) not null,
  applicant_address varchar(300),
  applicant_phone varchar(40),
  applicant_email varchar(255),
  subject varchar(500) not null,
  reason varchar(2000) not null,
  legal_basis varchar(300) not null,
  plain_text varchar(1000) not null,
  refused_by varchar(60) not null,
  refused_at timestamp with time zone not null,
  primary key (agency, series_year, no),
  constraint counter_refusal_sent_once unique (source, submission_key)
);
create index counter_refusal_latest on counter_refusal (agency, refused_at);

-- The last number given to a refusal, for each agency and year.
create table counter_refusal_number (
  agency varchar(40) not null,
  series_year integer not null,
  last_used integer not null,
  primary key (agency, series_year)
);
