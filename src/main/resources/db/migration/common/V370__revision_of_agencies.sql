-- owner: agencies. The number of changes of agencies, officers, roles, absences and delegations: a node that remembers
-- them asks for it once a second.
create table agency_revision (
  only_one smallint primary key check (only_one = 1),
  revision bigint not null
);
insert into agency_revision (only_one, revision) values (1, 0);
