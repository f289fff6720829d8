-- inbox: which officer has an item open, and when the page said so last. A row of more than two minutes ago says nothing.
create table item_reader (
  work_item_id varchar(64) not null,
  officer varchar(60) not null,
  seen_at timestamp with time zone not null,
  primary key (work_item_id, officer)
);

-- inbox: how often a node has changed the lists of an agency; other nodes compare the number with the one they saw last.
create table inbox_signal (
  node varchar(40) not null,
  agency varchar(40) not null,
  revision bigint not null,
  changed_at timestamp with time zone not null,
  primary key (node, agency)
);
