-- inbox: the columns that an officer has chosen for the list of work, and for each saved view; 0 is the list without a view.
create table list_columns (
  officer varchar(60) not null,
  view_no integer not null,
  shown varchar(200) not null,
  primary key (officer, view_no)
);
