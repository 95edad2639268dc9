-- The record whose place this one takes: nobody is asked to look that one over. Filled in as records arrive and when
-- forms change.
alter table listing add column corrects blob;
create index listing_corrects on listing(corrects, status) where corrects is not null;
