-- delivery: a channel rests after a message of unknown outcome on it; one row while it does.
create table outbox_rest (
  channel varchar(20) primary key,
  failures integer not null,
  rests_until timestamp with time zone not null,
  since timestamp with time zone not null,
  reason varchar not null,
  revision bigint not null
);

-- Each channel is emptied by lanes of its own, which look for its due messages only.
drop index outbox_due;
create index outbox_due_by_channel on outbox_message (state, channel, next_attempt_at, id);
