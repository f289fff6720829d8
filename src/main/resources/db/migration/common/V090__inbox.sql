create table inbox_item (
  work_item_id varchar(64) primary key,
  dossier_code varchar(60) not null,
  step varchar(120) not null,
  name varchar not null,
  role varchar(40) not null,
  agency varchar(40) not null,
  assignee varchar(60),
  outcomes varchar not null,
  due_at timestamp with time zone not null,
  created_at timestamp with time zone not null
);
create index inbox_by_desk on inbox_item (agency, role, due_at, work_item_id);
create index inbox_by_dossier on inbox_item (dossier_code);
