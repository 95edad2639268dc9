-- One-time codes that give a device the key of its store back when its PIN is lost (shared/protocol/recovery.h). Only
-- the latest of a device counts; one that was used or is stale stays, so that people are told which it is.
create table recovery(
    device integer primary key,
    key blob not null,         -- what both sides make of the code
    expires integer not null,
    opened blob                -- SHA-256 of the recovery box that it has opened; null: not used yet
);
