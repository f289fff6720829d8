-- Whether a trouble of a dossier is open is asked whenever a letter is chosen for the press.
create index incident_by_dossier on incident (dossier_code, kind);
