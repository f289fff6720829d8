create table ledger_entry (
  position bigint primary key,
  kind varchar(60) not null,
  dossier_code varchar(60) not null,
  canonical_json varchar not null,
  sha256 varchar(64) not null,
  chain_hash varchar(64) not null,
  at timestamp with time zone not null
);
create index ledger_entry_by_dossier on ledger_entry (dossier_code, position);

-- The one row that a transaction locks to give positions; derived, checked by every ledger check.
create table ledger_head (
  id integer primary key check (id = 1),
  size bigint not null,
  chain_hash varchar(64) not null
);
-- SHA-256 of no bytes
insert into ledger_head (id, size, chain_hash)
  values (1, 0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
