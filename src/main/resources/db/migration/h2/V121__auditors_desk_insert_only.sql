create trigger auditor_lookup_insert_only before update, delete on auditor_lookup
  for each row call 'onestop.kernel.InsertOnlyTrigger';
-- Always empty: H2 does not truncate a table that another one refers to.
create table auditor_lookup_untruncated (id bigint references auditor_lookup);
create trigger hearing_answer_insert_only before update, delete on hearing_answer
  for each row call 'onestop.kernel.InsertOnlyTrigger';
create table hearing_answer_untruncated (question varchar(300) references hearing_answer);
create trigger officer_explanation_insert_only before update, delete on officer_explanation
  for each row call 'onestop.kernel.InsertOnlyTrigger';
create table officer_explanation_untruncated (id bigint references officer_explanation);
