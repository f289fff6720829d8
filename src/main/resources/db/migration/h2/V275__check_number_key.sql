-- owner: dossiers. The key of the check numbers that receipts print; drawn once, for as long as the database exists.
create table check_number_key (
  only_one smallint primary key check (only_one = 1),
  secret varchar(64) not null
);
insert into check_number_key (only_one, secret)
values (1, replace(cast(random_uuid() as varchar), '-', '') || replace(cast(random_uuid() as varchar), '-', ''));
