-- What the district asks of the device itself, off unless its role says so.
alter table device add column lease_days integer not null default 0;      -- without contact; then a sync comes first
alter table device add column wrong_pins_max integer not null default 0;  -- in a row; then the store is destroyed
alter table device add column newest integer;  -- the newest time ever seen here, by the server's clock; null: none yet
