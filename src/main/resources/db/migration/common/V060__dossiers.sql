create table dossier (
  dossier_code varchar(60) primary key,
  procedure_code varchar(60) not null,
  procedure_version integer not null,
  rule_pack varchar(60) not null,
  rule_pack_version integer not null,
  calendar varchar(60) not null,
  calendar_version integer not null,
  receiving_agency varchar(40) not null,
  resolving_agency varchar(40) not null,
  parent_code varchar(60) references dossier,
  leg varchar(60),
  applicant_name varchar not null,
  applicant_address varchar,
  applicant_phone varchar,
  applicant_email varchar,
  applicant_id_number varchar,
  subject varchar not null,
  channel varchar(20) not null,
  papers varchar not null,
  state varchar(30) not null,
  submitted_at timestamp with time zone,
  received_at timestamp with time zone not null,
  resolved_at timestamp with time zone,
  result_code varchar,
  result_document varchar,
  result_signer varchar,
  returned_at timestamp with time zone,
  ended_at timestamp with time zone,
  source varchar(60) not null,
  idempotency_key varchar(120) not null,
  event_count integer not null,
  revision bigint not null,
  constraint dossier_submitted_once unique (source, idempotency_key),
  constraint dossier_resolved_with_result check (
    resolved_at is null
    or (result_code is not null and result_document is not null and result_signer is not null))
);
create index dossier_by_state on dossier (state, received_at);
create index dossier_by_agency on dossier (resolving_agency, state);
create index dossier_by_parent on dossier (parent_code);

create table supplement_request (
  dossier_code varchar(60) not null references dossier,
  no integer not null,
  items varchar not null,
  reason varchar not null,
  deadline_on date not null,
  legal_basis varchar not null,
  document varchar not null,
  approver varchar,
  requested_by varchar not null,
  requested_at timestamp with time zone not null,
  received_at timestamp with time zone,
  revision bigint not null,
  primary key (dossier_code, no)
);

create table dossier_number (
  agency varchar(40) not null,
  received_on date not null,
  last_used integer not null,
  primary key (agency, received_on)
);
