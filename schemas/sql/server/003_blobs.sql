-- Attachments: the bytes that answers name by their SHA-256. In the store and not beside it, so that they are encrypted,
-- in every backup, and there for every process that serves it.

create table blob(
    hash blob primary key,
    size integer not null,       -- bytes, as whoever began to send it has said
    have integer not null,       -- bytes received, from the start without a gap; = size: whole, and its hash checked
    received integer not null    -- when the last of them came
) without rowid;

-- Pieces as they came. `at` + length = `at` of the next.
create table blob_part(
    hash blob not null,
    at integer not null,
    bytes blob not null,
    primary key(hash, at)
);

-- Which records name a blob, and which device said so. Who may see one of the records may have the blob; whoever said so
-- may send it, also when the change is in quarantine (accepted = 0).
create table blob_reference(
    hash blob not null,
    rid blob not null,
    device integer not null,
    accepted integer not null,
    primary key(hash, rid, device)
) without rowid;
