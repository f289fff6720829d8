-- Says that this database holds the demo city, and whether its seeding came to its end.
create table demo_city (
  id integer primary key check (id = 1),
  begun_at timestamp with time zone not null,
  finished_at timestamp with time zone
);
