-- owner: dossiers. Finds the completion of a work item that is gone among the events of the last day: events are only
-- appended, in the order of their time, so a summary of each range of pages is enough and costs an append nothing.
create index dossier_event_by_time on dossier_event using brin (at);
