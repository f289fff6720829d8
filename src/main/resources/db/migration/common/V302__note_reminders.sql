-- owner: notes. The day from which a note comes back to its author, until it is dealt with.
alter table dossier_note add column remind_on date;
create index dossier_note_by_reminder on dossier_note (author, remind_on);
