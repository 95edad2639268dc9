-- When somebody has to come back to a record, as its form computes it (settings.due); '' = nothing is left to do.
-- Filled in as records arrive and when forms change.
alter table listing add column due_on text not null default '';
create index listing_due on listing(due_on) where due_on <> '';
