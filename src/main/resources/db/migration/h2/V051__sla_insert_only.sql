create trigger due_date_adjustment_insert_only before update, delete on due_date_adjustment
  for each row call 'onestop.kernel.InsertOnlyTrigger';
-- Always empty: H2 does not truncate a table that another one refers to.
create table due_date_adjustment_untruncated (
  dossier_code varchar(60), no integer,
  foreign key (dossier_code, no) references due_date_adjustment
);

create trigger due_date_move_insert_only before update, delete on due_date_move
  for each row call 'onestop.kernel.InsertOnlyTrigger';
-- Always empty: H2 does not truncate a table that another one refers to.
create table due_date_move_untruncated (
  dossier_code varchar(60), adjustment_no integer,
  foreign key (dossier_code, adjustment_no) references due_date_move
);

create trigger sla_mark_insert_only before update, delete on sla_mark
  for each row call 'onestop.kernel.InsertOnlyTrigger';
-- Always empty: H2 does not truncate a table that another one refers to.
create table sla_mark_untruncated (
  dossier_code varchar(60), appointment_no integer, mark varchar(30),
  foreign key (dossier_code, appointment_no, mark) references sla_mark
);

create trigger calendar_change_insert_only before update, delete on calendar_change
  for each row call 'onestop.kernel.InsertOnlyTrigger';
-- Always empty: H2 does not truncate a table that another one refers to.
create table calendar_change_untruncated (
  no integer,
  foreign key (no) references calendar_change
);

create trigger calendar_change_row_insert_only before update, delete on calendar_change_row
  for each row call 'onestop.kernel.InsertOnlyTrigger';
-- Always empty: H2 does not truncate a table that another one refers to.
create table calendar_change_row_untruncated (
  change_no integer, dossier_code varchar(60), what varchar(20),
  foreign key (change_no, dossier_code, what) references calendar_change_row
);

