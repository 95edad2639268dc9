-- What the parent's clock said when it was heard of last (0 = nothing yet): a relay whose own clock fell back knows by it.
alter table upstream add column parent_time integer not null default 0;
