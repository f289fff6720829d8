-- engine: the process of a dossier is one value. due_at is when its first timer can fire, null if none can; tried says that
-- this timer has failed before. A text that recurs in trees has a number, which is never given to another.
create table process_tree (
  dossier_code varchar(60) primary key,
  revision bigint not null,
  due_at timestamp with time zone,
  tried boolean not null,
  tree bytea not null
);
create index process_tree_due on process_tree (due_at, dossier_code);

create table process_text (
  number integer primary key,
  text varchar(4000) not null
);
create unique index process_text_once on process_text (text);
insert into process_text (number, text) values
  (1, ''), (2, 'message'), (3, 'timer-transition'), (4, 'Created'), (5, 'Updated');
