-- What whoever looks after an area sees at a glance. Only on their devices.

-- Of the devices there, as the server has told it last.
create table desk(
  id integer primary key check(id = 0),
  at integer not null,               -- ms, the server's clock
  body text not null                 -- as it travels (shared/protocol/desk.h)
);

-- What takes too long to count while somebody waits: as it was when it was counted last.
create table counted(
  what text primary key, number integer not null,
  at integer not null                -- ms, corrected clock
) without rowid;

create index listing_returned on listing(at) where status = 'returned';
-- Counting many records needs indexes that every save would pay for; only a device that is told of others has them
-- (client/store/desk_store.cpp).
