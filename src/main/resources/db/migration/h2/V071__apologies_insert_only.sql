create trigger apology_event_insert_only before update, delete on apology_event
  for each row call 'onestop.kernel.InsertOnlyTrigger';
-- Always empty: H2 does not truncate a table that another one refers to.
create table apology_event_untruncated (
  obligation_id bigint, no integer,
  foreign key (obligation_id, no) references apology_event
);
create trigger apology_letter_insert_only before update, delete on apology_letter
  for each row call 'onestop.kernel.InsertOnlyTrigger';
create trigger letter_document_insert_only before update, delete on letter_document
  for each row call 'onestop.kernel.InsertOnlyTrigger';
create table letter_document_untruncated (obligation_id bigint references letter_document);
create trigger incident_insert_only before update, delete on incident
  for each row call 'onestop.kernel.InsertOnlyTrigger';
create table incident_untruncated (id bigint references incident);
