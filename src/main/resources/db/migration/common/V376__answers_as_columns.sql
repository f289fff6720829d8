-- owner: inbox. The columns of a list may name answers of forms too.
alter table list_columns alter column shown set data type varchar(1200);
