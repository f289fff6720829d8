-- Evidence tables are insert-only. A table is guarded by one trigger:
--   create trigger thing_insert_only before update or delete or truncate on thing
--     for each statement execute function refuse_change();
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is insert-only: its rows are evidence', tg_table_name;
end
$$;
