-- How many commits the store has made, and in which of its lives. A life begins with the first commit over each connection
-- to it. A store that was put back to an earlier state and goes on therefore has another life after the same
-- number of commits, and whoever had heard of the one can tell.
alter table store add column commits integer not null default 0;
create table life(
    start integer primary key,   -- the commits before it
    name text not null           -- random
);
-- Of a relay: what its parent said last.
alter table upstream add column parent_commits integer not null default 0;
alter table upstream add column parent_life text not null default '';
