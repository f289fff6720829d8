-- owner: dossiers. The last number given to a notice that work stops at the applicant’s request, for each agency and year.
create table stop_notice_number (
  agency varchar(40) not null,
  series_year integer not null,
  last_used integer not null,
  primary key (agency, series_year)
);
