-- A server that is a device to a parent.

create table upstream(
    id integer primary key check(id = 0),
    url text not null,
    ca_file text not null,
    device integer not null,     -- as which the parent knows this server
    token text not null,
    epoch text not null,         -- of the parent, that base and cursors come from
    areas text not null,         -- what the parent has given this server to serve, one code per line
    grants text not null,        -- fingerprint of all that it may
    directory text not null,     -- fingerprint of who may work here, as last heard
    heard integer                -- when the parent last answered
);

create table upstream_cursor(area text primary key, at integer not null) without rowid;

-- Records as the parent said them. What it has decided holds; changes that it does not know yet come on top.
create table base(
    rid blob primary key,
    state text not null
);

alter table device add column top integer not null default 0;  -- its changes up to here are known to the parent
alter table blob add column top integer not null default 0;     -- 1: the parent has all of it
alter table blob add column absent integer not null default 0;  -- 1: the parent had not; asked again when a record comes anew
alter table device add column link_at_start blob not null default x'';  -- at a relay: before its first change here
create index device_ahead on device(id) where acked > top;
