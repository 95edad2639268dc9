-- Bundles: what devices sign with, and the key that their bundles are sealed to.

-- A device may have told several keys: two copies of one store may each have made their own before either was noticed.
create table signing_key(
    device integer not null references device(id),
    key blob not null,
    told integer not null,
    primary key(device, key)
) without rowid;

create table seal_key(
    id integer primary key check(id = 0),
    secret blob not null
);
