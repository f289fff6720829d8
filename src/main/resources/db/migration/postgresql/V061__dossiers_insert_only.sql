-- Events lie in one table a year, by the year (UTC) in which their dossier was received: a dossier's
-- events are in one place, and a year that is over is never written to again. The key needs the year
-- as PostgreSQL wants it; it adds nothing, since the year follows from the dossier.
create table dossier_event (
  dossier_code varchar(60) not null references dossier,
  no integer not null,
  kind varchar(40) not null,
  at timestamp with time zone not null,
  actor_kind varchar(20) not null,
  actor varchar not null,
  actor_agency varchar(40),
  agency varchar(40),
  step varchar(120),
  state_after varchar(30) not null,
  details varchar not null,
  received_year smallint not null,
  primary key (dossier_code, no, received_year)
) partition by list (received_year);

create trigger dossier_event_insert_only before update or delete or truncate on dossier_event
  for each statement execute function refuse_change();

-- Takes what no year's table takes, so that an intake never fails for want of one.
create table dossier_event_rest partition of dossier_event default;
create trigger dossier_event_rest_insert_only before update or delete or truncate
  on dossier_event_rest for each statement execute function refuse_change();

-- Makes the year's table, or brings back one that was detached. False if there is nothing to do: it is
-- there, or events of that year lie in dossier_event_rest already, where they stay.
create function open_event_year(y integer) returns boolean language plpgsql as $$
declare
  name text := 'dossier_event_' || y;
begin
  -- before the events' own locks, in the order in which commands take them
  lock table dossier in share row exclusive mode;
  if exists (select 1 from pg_inherits where inhparent = 'dossier_event'::regclass
               and inhrelid = to_regclass(name))
     or exists (select 1 from dossier_event_rest where received_year = y) then
    return false;
  end if;
  if to_regclass(name) is null then
    execute format('create table %I (like dossier_event including all)', name);
    execute format('create trigger %I before update or delete or truncate on %I
      for each statement execute function refuse_change()', name || '_insert_only', name);
  end if;
  execute format('alter table dossier_event attach partition %I for values in (%s)', name, y);
  return true;
end
$$;

-- Takes a year's table out of dossier_event and returns its name. Deletes nothing: the table stays, and
-- stays insert-only. Refuses while the year runs, a dossier of it is open, a letter of it is still to
-- come, or a message of it has not left.
create function detach_event_year(y integer) returns text language plpgsql as $$
declare
  name text := 'dossier_event_' || y;
  first timestamp with time zone := make_timestamptz(y, 1, 1, 0, 0, 0, 'UTC');
  past timestamp with time zone := make_timestamptz(y + 1, 1, 1, 0, 0, 0, 'UTC');
  found bigint;
begin
  if now() < past then
    raise exception 'the year % is not over', y;
  end if;
  lock table dossier in share row exclusive mode;
  select count(*) into found from dossier d where d.received_at >= first and d.received_at < past
    and d.state not in ('RETURNED', 'REFUSED', 'WITHDRAWN', 'STOPPED');
  if found > 0 then
    raise exception '% dossiers of % are not finished', found, y;
  end if;
  select count(*) into found from dossier d join apology_obligation o using (dossier_code)
   where d.received_at >= first and d.received_at < past
     and o.state not in ('ISSUED', 'WAIVED', 'VOID');
  if found > 0 then
    raise exception '% letters of apology of % are still owed', found, y;
  end if;
  select count(*) into found from dossier d join outbox_message m using (dossier_code)
   where d.received_at >= first and d.received_at < past and m.settled_at is null;
  if found > 0 then
    raise exception '% messages of % have not left', found, y;
  end if;
  execute format('alter table dossier_event detach partition %I', name);
  return name;
end
$$;

-- The present year and the next; the program opens further ones in good time.
select open_event_year(y) from generate_series(extract(year from now() at time zone 'UTC')::integer,
  extract(year from now() at time zone 'UTC')::integer + 1) y;
