-- inbox: a work item has a limit of its own beside the dossier's due date: the time allotted to its step, or the last
-- moment for its letter. Empty until it is known; far in the future where there is none.
alter table inbox_item add column limit_at timestamp with time zone;
update inbox_item set limit_at = (
    select min(c.apology_by) from sla_clock c where c.dossier_code = inbox_item.dossier_code)
 where step in ('draft_apology', 'sign_apology');
