-- owner: inbox. The procedures that an officer has starred, and when the officer last received one.
create table procedure_mark (
  officer varchar(60) not null,
  procedure_code varchar(60) not null,
  starred boolean not null,
  used_at timestamp with time zone,
  primary key (officer, procedure_code)
);
