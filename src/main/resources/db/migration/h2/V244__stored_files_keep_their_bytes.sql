-- Module files. What is stored under a hash never changes; what nobody names may go.
create trigger stored_file_chunk_kept before update on stored_file_chunk
  for each row call 'onestop.kernel.InsertOnlyTrigger';
