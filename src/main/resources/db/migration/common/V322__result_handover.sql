-- owner: dossiers. To whom a result was handed over: personal data, which events do not hold. Insert-only.
create table result_handover (
  dossier_code varchar(60) primary key references dossier,
  handed_to varchar(20) not null,
  receiver varchar(300),
  receiver_paper varchar(300),
  authority_shown boolean not null,
  address varchar(300),
  parcel varchar(300),
  receipt_back varchar(20) not null,
  handed_by varchar(60) not null,
  agency varchar(40) not null,
  handed_at timestamp with time zone not null
);
