-- How each person who uses this device likes its screens. A name without a row is as it was made.
create table preference(
  user text not null, name text not null, value text not null,
  primary key(user, name)
) without rowid;
