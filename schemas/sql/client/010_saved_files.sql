-- 1: a change that was saved here names it, so that it has to reach the server whatever becomes of the record.
alter table blob add column saved integer not null default 0;
update blob set saved = 1 where mine = 1 and named = 1;
-- sent, 3: a relay has all of it, and its parent not yet. Until then the relay could burn with the only other copy.
