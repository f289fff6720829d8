-- inbox: a line of a list is made from its row alone: whose dossier it is, of which procedure, how long its desk has got,
-- and what it waits for. Rows are filled here; a row that an older node writes later, or one that waits for an approver, is
-- filled in by the running program, which finds it by its empty home_role.
alter table inbox_item add column home_role varchar(40);
alter table inbox_item add column procedure_code varchar(60);
alter table inbox_item add column procedure_version integer;
alter table inbox_item add column receiving_agency varchar(40);
alter table inbox_item add column resolving_agency varchar(40);
alter table inbox_item add column applicant_name varchar;
alter table inbox_item add column applicant_plain varchar;
alter table inbox_item add column channel varchar(20);
alter table inbox_item add column received_at timestamp with time zone;
alter table inbox_item add column calendar varchar(60);
alter table inbox_item add column hours_revision integer;
alter table inbox_item add column due_lawful_at timestamp with time zone;
alter table inbox_item add column letter_by timestamp with time zone;
alter table inbox_item add column waiting_since timestamp with time zone;
alter table inbox_item add column waiting_for varchar(30);
alter table inbox_item add column closed_at timestamp with time zone;

update inbox_item set (procedure_code, procedure_version, receiving_agency, resolving_agency, applicant_name,
    received_at, calendar, hours_revision, due_lawful_at, letter_by, closed_at) = (
    select s.procedure_code, s.procedure_version, s.receiving_agency, s.resolving_agency, s.applicant_name,
      s.received_at, s.calendar, s.hours_revision, s.due_lawful_at, s.apology_by, s.closed_at
    from dossier_standing s where s.dossier_code = inbox_item.dossier_code);
update inbox_item set (waiting_since, waiting_for) = (
    select max(p.from_at), max(p.kind) from clock_pause p join sla_clock c on c.dossier_code = p.dossier_code
     where p.dossier_code = inbox_item.dossier_code and p.to_at is null and c.paused);
update inbox_item set
    channel = (select d.channel from dossier d where d.dossier_code = inbox_item.dossier_code),
    applicant_plain = lower(translate(applicant_name,
      'àáãảạăằắẵẳặâầấẫẩậèéẽẻẹêềếễểệìíĩỉịòóõỏọôồốỗổộơờớỡởợùúũủụưừứữửựỳýỹỷỵÀÁÃẢẠĂẰẮẴẲẶÂẦẤẪẨẬÈÉẼẺẸÊỀẾỄỂỆÌÍĨỈỊÒÓÕỎỌÔỒỐỖỔỘƠỜỚỠỞỢÙÚŨỦỤƯỪỨỮỬỰỲÝỸỶỴđĐ',
      'aaaaaaaaaaaaaaaaaeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyyaaaaaaaaaaaaaaaaaeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyydd')),
    home_role = case when exists (
        select 1 from step_proposal p where p.work_item_id = inbox_item.work_item_id and p.decided is null)
      then null else role end
 where procedure_code is not null;
