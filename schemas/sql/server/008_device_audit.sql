-- What people have done on devices without changing a record (shared/protocol/audit_run.h). Each link covers the one
-- before; two copies of one store part in it, and both are kept. The server's own audit names the last link of what came.
create table device_audit(
    arrival integer primary key,
    device integer not null,     -- with whose request it came
    n integer not null,
    link blob not null unique,   -- after this entry
    previous blob not null,      -- before it
    received integer not null,
    body text not null,          -- the entry, byte for byte as its device wrote it
    signature blob,              -- of the device, over its chain up to here; null: a later one covers it
    top integer not null default 0  -- at a relay: 1 the parent has it, 2 the top has it
);
create index device_audit_ahead on device_audit(arrival) where top = 0;
create index device_audit_below on device_audit(arrival) where top = 1;
-- How far the server's own audit goes, so that its last entries cannot go missing either.
create table audit_head(
    id integer primary key check(id = 0),
    n integer not null,
    link blob not null
);
insert into audit_head(id, n, link) select 0, n, link from audit order by n desc limit 1;
