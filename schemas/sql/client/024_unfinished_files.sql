-- Readable files that have no name of their own yet. What a power cut leaves of one is found by this, and removed.
create table unfinished_file(
  path text primary key
) without rowid;
