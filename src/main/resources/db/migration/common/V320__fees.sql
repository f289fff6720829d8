-- owner: dossiers. The fee accounts of dossiers: charges, payments and their counter-entries. Insert-only.
create table fee_entry (
  dossier_code varchar(60) not null references dossier,
  no integer not null,
  kind varchar(20) not null,
  amount bigint not null,
  rate varchar(60),
  method varchar(20),
  payer varchar(200),
  receipt varchar(80),
  reason varchar(500),
  counters integer,
  entered_by varchar(60) not null,
  agency varchar(40) not null,
  entered_at timestamp with time zone not null,
  entered_on date not null,
  primary key (dossier_code, no),
  constraint fee_entry_receipt_once unique (receipt),
  constraint fee_entry_countered_once unique (dossier_code, counters),
  constraint fee_entry_counters_an_earlier check (counters is null or counters < no),
  foreign key (dossier_code, counters) references fee_entry
);
create index fee_entry_by_day on fee_entry (agency, entered_on);

-- The last number given to a receipt of a fee, for each agency and year.
create table fee_receipt_number (
  agency varchar(40) not null,
  series_year integer not null,
  last_used integer not null,
  primary key (agency, series_year)
);
