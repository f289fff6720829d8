-- engine: a process is written at every step, and then on the same page
alter table process_tree set (fillfactor = 60);
