-- engine: H2 has no room to leave on a page
select 1;
