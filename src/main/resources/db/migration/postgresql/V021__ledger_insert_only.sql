create trigger ledger_entry_insert_only before update or delete or truncate on ledger_entry
  for each statement execute function refuse_change();
create trigger ledger_position_insert_only before update or delete or truncate on ledger_position
  for each statement execute function refuse_change();
create trigger ledger_key_insert_only before update or delete or truncate on ledger_key
  for each statement execute function refuse_change();
create trigger ledger_checkpoint_insert_only before update or delete or truncate on ledger_checkpoint
  for each statement execute function refuse_change();
-- A queue of short life: what has gone is swept before it lies in the way of what comes.
alter table ledger_pending set
  (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);
