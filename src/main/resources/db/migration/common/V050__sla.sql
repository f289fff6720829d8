create table sla_clock (
  dossier_code varchar(60) primary key,
  agency varchar(40) not null,
  received_at timestamp with time zone not null,
  term varchar(60) not null,
  rule_pack varchar(60) not null,
  rule_pack_version integer not null,
  calendar varchar(60) not null,
  calendar_version integer not null,
  hours_revision integer not null,
  original_calendar_version integer not null,
  due_original_at timestamp with time zone not null,
  due_current_at timestamp with time zone not null,
  apology_by timestamp with time zone not null,
  appointment_no integer not null,
  paused boolean not null,
  stopped_at timestamp with time zone,
  marks varchar not null,
  next_mark_at timestamp with time zone not null,
  revision bigint not null
);
create index sla_clock_by_next_mark on sla_clock (next_mark_at);
create index sla_clock_by_due on sla_clock (due_current_at);

create table clock_pause (
  dossier_code varchar(60) not null references sla_clock,
  no integer not null,
  kind varchar(30) not null,
  author_kind varchar(20) not null,
  author varchar not null,
  author_agency varchar(40),
  reason varchar not null,
  legal_basis varchar not null,
  document varchar not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone,
  resumed_by varchar,
  revision bigint not null,
  primary key (dossier_code, no)
);

create table due_date_adjustment (
  dossier_code varchar(60) not null references sla_clock,
  no integer not null,
  kind varchar(30) not null,
  value_text varchar not null,
  author_kind varchar(20) not null,
  author varchar not null,
  author_agency varchar(40),
  legal_basis varchar not null,
  document varchar not null,
  at timestamp with time zone not null,
  primary key (dossier_code, no)
);

create table due_date_move (
  dossier_code varchar(60) not null,
  adjustment_no integer not null,
  before_at timestamp with time zone not null,
  after_at timestamp with time zone not null,
  primary key (dossier_code, adjustment_no)
);

create table sla_mark (
  dossier_code varchar(60) not null references sla_clock,
  appointment_no integer not null,
  mark varchar(30) not null,
  mark_at timestamp with time zone not null,
  reached_at timestamp with time zone not null,
  primary key (dossier_code, appointment_no, mark)
);

create table calendar_change (
  no integer primary key,
  calendar varchar(60) not null,
  to_version integer not null,
  author_kind varchar(20) not null,
  author varchar not null,
  author_agency varchar(40),
  examined integer not null,
  at timestamp with time zone not null
);

create table calendar_change_row (
  change_no integer not null references calendar_change,
  dossier_code varchar(60) not null,
  what varchar(20) not null,
  before_at timestamp with time zone not null,
  after_at timestamp with time zone not null,
  primary key (change_no, dossier_code, what)
);
