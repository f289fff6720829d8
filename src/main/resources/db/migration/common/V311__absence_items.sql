-- absences: the work items that an absence concerned: handed to the substitute, or left with the officer, and what became
-- of those handed over when the officer came back. The item itself may have ended since.
create table absence_item (
  absence bigint not null references absence,
  work_item_id varchar(64) not null,
  dossier_code varchar(60) not null,
  step varchar(120) not null,
  fate varchar(20) not null,
  moved_at timestamp with time zone not null,
  primary key (absence, work_item_id)
);
