-- Module integrity. What each complete check of the evidence found; insert-only by use.
create table fsck_run (
  id bigint generated always as identity primary key,
  begun_at timestamp with time zone not null,
  ended_at timestamp with time zone not null,
  dossiers bigint not null,
  letters bigint not null,
  ledger_entries bigint not null,
  ledger_head varchar(64) not null,
  findings integer not null
);
