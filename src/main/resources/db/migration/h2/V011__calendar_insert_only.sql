create trigger calendar_version_insert_only before update, delete on calendar_version
  for each row call 'onestop.kernel.InsertOnlyTrigger';
-- Always empty: H2 does not truncate a table that another one refers to.
create table calendar_version_untruncated (
  calendar varchar(60), version integer,
  foreign key (calendar, version) references calendar_version
);

create trigger calendar_day_insert_only before update, delete on calendar_day
  for each row call 'onestop.kernel.InsertOnlyTrigger';
-- Always empty: H2 does not truncate a table that another one refers to.
create table calendar_day_untruncated (
  calendar varchar(60), version integer, day_on date,
  foreign key (calendar, version, day_on) references calendar_day
);

create trigger office_hours_insert_only before update, delete on office_hours
  for each row call 'onestop.kernel.InsertOnlyTrigger';
-- Always empty: H2 does not truncate a table that another one refers to.
create table office_hours_untruncated (
  agency varchar(40), revision integer,
  foreign key (agency, revision) references office_hours
);
