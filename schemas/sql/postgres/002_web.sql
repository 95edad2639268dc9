-- schemas/sql/server/019_web.sql. A passphrase, though hashed, is sealed: who reads the database shall not even guess.
create table web_passphrase(
    "user" text collate "C" primary key,
    kept bytea not null,
    at bigint not null
);
create table web_link(
    "user" text collate "C" primary key,
    hash bytea not null unique,
    expires bigint not null
);
create table web_session(
    hash bytea primary key,
    "user" text collate "C" not null,
    began bigint not null,
    seen bigint not null
);
create index web_session_of on web_session("user");
create table web_tries(
    of text collate "C" primary key,
    tries bigint not null,
    last bigint not null
);
