-- dossiers: who signed, what waits for an approver, corrected days of supplement requests.
alter table dossier add column signature varchar;

alter table supplement_request add column corrected_deadline_on date;

create table step_proposal (
  work_item_id varchar(64) not null,
  no integer not null,
  dossier_code varchar(60) not null references dossier,
  outcome varchar(60) not null,
  payload varchar not null,
  approver_role varchar(40) not null,
  proposed_by varchar not null,
  proposed_agency varchar(40) not null,
  proposed_at timestamp with time zone not null,
  decided varchar(20),
  decided_by varchar,
  decided_at timestamp with time zone,
  revision bigint not null,
  primary key (work_item_id, no)
);
create index step_proposal_by_dossier on step_proposal (dossier_code);
