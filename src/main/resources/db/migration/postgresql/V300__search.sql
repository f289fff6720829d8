-- owner: search. What dossiers are found by at an agency: words without tones, ends of numbers in reverse, newest first.
-- A bytewise order is needed: the beginning of a word is a range of the key, in whatever language the database sorts.
create table search_token (
  agency varchar(40) collate "C" not null,
  token varchar(60) collate "C" not null,
  newest bigint not null,
  dossier_code varchar(60) collate "C" not null,
  source varchar(80) collate "C" not null,
  toned varchar(60) collate "C" not null,
  context varchar(300) collate "C" not null,
  -- a search compares thousands of rows of one word: they are read from the index alone
  primary key (agency, token, newest, dossier_code, source) include (toned, context)
);
-- How far back the dossiers of older versions have got their words.
create table search_fill (
  only_one smallint primary key check (only_one = 1),
  down_to timestamp with time zone,
  down_to_code varchar(60) not null,
  done boolean not null
);
insert into search_fill (only_one, down_to, down_to_code, done) values (1, null, '', false);
