-- How many answers do not fit together in a record that several devices have written.
alter table listing add column inconsistencies integer not null default 0;
create index listing_inconsistent on listing(record) where inconsistencies > 0;
