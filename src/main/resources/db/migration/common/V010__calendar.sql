create table calendar_version (
  calendar varchar(60) not null,
  version integer not null,
  source varchar not null,
  author varchar not null,
  imported_at timestamp with time zone not null,
  primary key (calendar, version)
);

create table calendar_day (
  calendar varchar(60) not null,
  version integer not null,
  day_on date not null,
  kind varchar(20) not null,
  holiday varchar(60) not null,
  primary key (calendar, version, day_on),
  foreign key (calendar, version) references calendar_version
);

create table office_hours (
  agency varchar(40) not null,
  revision integer not null,
  valid_from date not null,
  processing varchar not null,
  reception varchar not null,
  author varchar not null,
  recorded_at timestamp with time zone not null,
  primary key (agency, revision)
);
