-- facts: every dossier as it stands, with its clock. Lawful is the due date that on time is judged by: moved by pauses,
-- statutes and agreements, never by a letter of apology. waiting_since is when the pause began in which the clock stands;
-- one that began on or before the lawful date keeps the dossier in time.
create view dossier_standing as
select f.dossier_code, f.procedure_code, f.procedure_version, f.calendar, f.receiving_agency, f.resolving_agency,
    f.parent_code, f.applicant_name, f.subject, f.state, f.received_at, f.resolved_at, f.ended_at, f.closed_at,
    f.due_original_at, f.due_current_at, f.due_lawful_at, f.apology_by, f.clock_agency, f.hours_revision,
    f.clock_calendar_version,
    (select max(p.from_at) from clock_pause p where p.dossier_code = f.dossier_code
        and p.to_at is null) as waiting_since
  from (select d.dossier_code, d.procedure_code, d.procedure_version, d.calendar, d.receiving_agency,
          d.resolving_agency, d.parent_code, d.applicant_name, d.subject, d.state, d.received_at, d.resolved_at,
          d.ended_at, coalesce(d.resolved_at, d.ended_at) as closed_at,
          c.due_original_at, c.due_current_at, c.apology_by, c.agency as clock_agency, c.hours_revision,
          c.calendar_version as clock_calendar_version,
          case when c.appointment_no = 1 then c.due_current_at
            else coalesce((select min(m.before_at)
                from due_date_move m join due_date_adjustment a
                  on a.dossier_code = m.dossier_code and a.no = m.adjustment_no
                where m.dossier_code = d.dossier_code and a.kind = 'ApologyExtension'),
              c.due_original_at) end as due_lawful_at
        from dossier d join sla_clock c on c.dossier_code = d.dossier_code) f;
