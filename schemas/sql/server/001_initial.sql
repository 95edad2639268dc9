-- The server's store. SQL that SQLite 3.40 understands; PostgreSQL differs in types only.
create table store(
    id integer primary key check(id = 0),
    server_id text not null,
    epoch text not null,         -- this incarnation of the store; a restored copy takes a new one
    pos integer not null,        -- the only counter of feed positions
    settings integer not null    -- counts up when users, devices or schemas change, so that a running server notices
);

-- The current state of each record, at its latest position in the feed of its area.
create table record(
    rid blob not null unique,
    form text not null,
    area text not null,
    pos integer not null,
    state text not null          -- canonical JSON (shared/protocol)
);
create index record_feed on record(area, pos, rid);
create index record_by_form on record(form, rid);

-- A record that left an area; the row goes when the record comes back.
create table leave(
    area text not null,
    rid blob not null,
    pos integer not null,
    primary key(area, rid)
) without rowid;
create index leave_feed on leave(area, pos);

-- Every change that ever arrived, in order of arrival, also those refused (verdict <> '').
create table change(
    arrival integer primary key,
    device integer not null,
    seq integer not null,
    hash blob not null,
    link blob not null,          -- chain over the hashes of this device's changes up to here
    rid blob not null,
    author text not null,
    received integer not null,
    verdict text not null,       -- '' = accepted
    reason_vi text not null,
    reason_en text not null,
    body text not null           -- '' = erased by law; hash and link remain
);
create unique index change_once on change(device, seq);
create index change_of_record on change(rid);
create index change_refused on change(arrival) where verdict <> '';

create table user(
    name text primary key,
    role text not null,
    disabled integer not null
) without rowid;

create table user_area(
    user text not null references user(name),
    area text not null,
    place integer not null,      -- the order in which they were granted
    primary key(user, area)
) without rowid;

create table device(
    id integer primary key,
    name text not null,
    standing text not null,      -- active, revoked, wiped
    enrolled integer not null,
    seen integer not null,
    acked integer not null,      -- seq of its last change that has a verdict
    link blob not null,          -- chain link after that change
    cloned_from integer          -- the device whose copy it was
);

-- Who may use a device; each person has a token of their own. Tokens are kept as hashes only.
create table enrolment(
    device integer not null references device(id),
    user text not null references user(name),
    token_hash blob not null unique,
    primary key(device, user)
) without rowid;

create table code(
    hash blob primary key,
    user text not null references user(name),
    expires integer not null,
    used_by integer              -- device
) without rowid;

-- Published documents. Old versions stay: records made with them must remain readable.
create table document(
    kind text not null,
    id text not null,
    version integer not null,
    hash text not null,
    body text not null,
    in_force integer not null,
    primary key(kind, id, version)
) without rowid;
create index document_by_hash on document(hash);

-- Append-only; each link covers the one before.
create table audit(
    n integer primary key,
    at integer not null,
    who text not null,
    what text not null,
    detail text not null,
    link blob not null
);
