-- inbox: the earlier of the two moments drives the order of a desk's list, so it stands in the index of the list.
alter table inbox_item add column own_due_at timestamp with time zone
  generated always as (case when limit_at < due_at then limit_at else due_at end) stored;
drop index inbox_by_desk;
create index inbox_by_desk on inbox_item (agency, role, own_due_at, work_item_id);
