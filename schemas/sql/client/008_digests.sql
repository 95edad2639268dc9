-- So that this device and its server can tell whether they hold the same records.
alter table listing add column mark integer;  -- of what is shown (shared/model/digest.h); null: written before there were marks

create table comparison(
  id integer primary key check(id = 0),
  at integer not null,               -- ms, corrected clock: when the two were last compared
  unmended text not null             -- digests of the areas that differ still and were asked about; '' when none does
);
