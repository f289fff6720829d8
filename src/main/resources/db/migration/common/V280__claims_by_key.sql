-- inbox: the item that an officer was given for one press of "next item", under the key of that press: the same press,
-- sent again, is answered with the same item. Rows are kept for a day.
create table next_claim (
  officer varchar(60) not null,
  claim_key varchar(120) not null,
  work_item_id varchar(64) not null,
  claimed_at timestamp with time zone not null,
  primary key (officer, claim_key)
);
