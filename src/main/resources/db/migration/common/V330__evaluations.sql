-- Module conduct. The applicant's judgement after the result: one for each dossier, without a name, and of its time the month only.
create table dossier_evaluation (
  dossier_code varchar(60) primary key references dossier,
  agency varchar(40) not null,
  given_month varchar(7) not null,
  guidance smallint check (guidance between 1 and 5),
  visits smallint check (visits between 1 and 5),
  attitude smallint check (attitude between 1 and 5),
  timeliness smallint check (timeliness between 1 and 5),
  response smallint check (response between 1 and 5),
  letter varchar(10) check (letter in ('YES', 'NO', 'UNSURE')),
  remark varchar(1000),
  constraint dossier_evaluation_says_something
    check (coalesce(guidance, visits, attitude, timeliness, response) is not null or letter is not null or remark is not null)
);
create index dossier_evaluation_by_month on dossier_evaluation (given_month, agency);
