-- owner: dossiers. Finds the completion of a work item that is gone among the events of the last day.
create index dossier_event_by_time on dossier_event (at);
