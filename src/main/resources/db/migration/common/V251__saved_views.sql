-- inbox: the selections of the inbox that an officer has saved under a name, as the query of an address.
create table saved_view (
  officer varchar(60) not null,
  no integer not null,
  name varchar(60) not null,
  query varchar(1000) not null,
  created_at timestamp with time zone not null,
  primary key (officer, no),
  constraint saved_view_name unique (officer, name)
);
