-- Records that were erased by law, in order. What was written in them goes as well, at a relay as soon as the top knows of it.
create table erased(
    n integer primary key autoincrement,
    rid blob not null unique,
    at integer not null,
    reason text not null,        -- request, withdrawn, expired
    is_due integer not null      -- 1: bodies of its changes may be here still
);
create index erased_due on erased(rid) where is_due = 1;

alter table upstream add column erasures integer not null default 0;  -- read so far
