create trigger account_event_insert_only before update, delete on account_event
  for each row call 'onestop.kernel.InsertOnlyTrigger';
-- Always empty: H2 does not truncate a table that another one refers to.
create table account_event_untruncated (id bigint references account_event);
