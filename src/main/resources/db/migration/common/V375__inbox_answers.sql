-- owner: inbox. The answers of a dossier's form that the form marks for searching: as they are read, and the words by which
-- lists are filtered. Empty for a dossier without such answers. Absent in the row of a dossier with a form, and in a row that
-- an older node writes later, until the running program fills it in.
alter table inbox_item add column answers varchar default '';
alter table inbox_item add column answer_words varchar default '';
alter table inbox_item alter column answers drop default;
alter table inbox_item alter column answer_words drop default;
update inbox_item set answers = null, answer_words = null
 where dossier_code in (select d.dossier_code from dossier d where d.intake_record like '%"form":%');
