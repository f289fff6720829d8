-- web: the keys under which officers called the API, with the answers that they got: the same call, sent again, is
-- answered with the same answer. A row without a status belongs to a call at work. Rows are kept for a day.
create table call_key (
  officer varchar(60) not null,
  call_key varchar(120) not null,
  digest varchar(64) not null,
  token varchar(36) not null,
  begun_at timestamp with time zone not null,
  status integer,
  content_type varchar(200),
  location varchar(1000),
  body varchar,
  primary key (officer, call_key)
);
create index call_key_by_time on call_key (begun_at);
