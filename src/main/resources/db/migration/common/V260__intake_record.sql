-- owner: dossiers. What the desk counted and asked at intake: papers, form, way of return (JSON; see IntakeRecord).
alter table dossier add column intake_record varchar;
