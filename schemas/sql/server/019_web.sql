-- The web page for offices without the program (sync-server/web): who has which passphrase, links by which one is set,
-- who is logged in, and who has been wrong how often. What a browser holds is kept as SHA-256 only.
create table web_passphrase(
    "user" text primary key,
    kept text not null,          -- as Argon2id writes it, with salt and cost
    at integer not null          -- when it was set
) without rowid;
create table web_link(           -- the latest of each; gone once it was used
    "user" text primary key,
    hash blob not null unique,
    expires integer not null
) without rowid;
create table web_session(
    hash blob primary key,
    "user" text not null,
    began integer not null,
    seen integer not null
) without rowid;
create index web_session_of on web_session("user");
create table web_tries(          -- wrong ones since the last right one
    of text primary key,         -- an account or an address
    tries integer not null,
    last integer not null
) without rowid;
