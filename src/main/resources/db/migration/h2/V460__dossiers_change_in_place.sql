-- dossiers: no state stands in an index. Dossiers of a state are counted by the view of all; lists look at an agency in the
-- order of receipt.
drop index dossier_by_state;
create index dossier_by_agency_and_receipt on dossier (resolving_agency, received_at);
drop index dossier_by_agency;
alter index dossier_by_agency_and_receipt rename to dossier_by_agency;
