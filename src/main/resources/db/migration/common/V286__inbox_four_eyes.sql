-- owner: inbox. The officer who may not do the item, having done the step that it checks.
alter table inbox_item add column barred varchar(60);
