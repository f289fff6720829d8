-- inbox: what an officer has typed into the form of a work item and not sent, as the officer typed it. A draft goes with
-- the row of its item: the database erases it in the transaction that ends the item. Personal data.
create table work_draft (
  work_item_id varchar(64) not null references inbox_item (work_item_id) on delete cascade,
  officer varchar(60) not null,
  revision integer not null,
  content varchar not null,
  saved_at timestamp with time zone not null,
  primary key (work_item_id, officer)
);
create index work_draft_by_time on work_draft (saved_at);
