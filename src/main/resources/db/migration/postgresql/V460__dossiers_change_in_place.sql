-- dossiers: nothing that changes while a dossier is open stands in an index, so a change stays on the row's page and writes
-- no index entry. Dossiers of a state are counted by the view of all; lists look at an agency in the order of receipt.
drop index dossier_by_state;
drop index dossier_by_agency;
create index dossier_by_agency on dossier (resolving_agency, received_at);
-- dossiers are resolved some days after they lie side by side: a summary of each range of pages is enough for a period
drop index dossier_by_resolution;
create index dossier_by_resolution on dossier using brin (resolved_at) with (pages_per_range = 32, autosummarize = on);
-- few dossiers are a part of another
drop index dossier_by_parent;
create index dossier_by_parent on dossier (parent_code) where parent_code is not null;
-- leave room on the page for the new version of a row
alter table dossier set (fillfactor = 80);
