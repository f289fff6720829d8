-- owner: dossiers. The applicants whom a desk has received at its counter, found by name, telephone or personal number.
-- Names and addresses stay in the dossier; here are the words to search by and the newest dossier.
create table known_applicant (
  person varchar(120) primary key,
  agency varchar(40) not null,
  plain_name varchar(210) not null,
  phone varchar(40) not null,
  id_number varchar(40) not null,
  dossier_code varchar(60) not null,
  seen_at timestamp with time zone not null,
  visits bigint not null
);
create index known_applicant_by_agency on known_applicant (agency, seen_at);
create index known_applicant_by_phone on known_applicant (agency, phone);
create index known_applicant_by_id_number on known_applicant (agency, id_number);
