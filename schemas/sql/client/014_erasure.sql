-- Records that were erased by law, as a server said. Nothing of them is shown or taken again; what was written in them
-- here goes as soon as nobody has to be told of it any more.
create table erased(
  record blob primary key not null,
  is_due integer not null            -- 1: the log may hold what was written in it still
) without rowid;
create index erased_due on erased(record) where is_due = 1;
alter table device add column erasures integer not null default 0;  -- read so far, from this incarnation of the server
