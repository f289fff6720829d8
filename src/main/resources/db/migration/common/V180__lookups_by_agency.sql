-- reports: an auditor of an agency reads the look-ups of that agency and of those under it only.
create index auditor_lookup_by_agency on auditor_lookup (auditor_agency, id);
