-- The lease and the limit of wrong PINs as the last server has said them, so that it need not say them again. In force
-- (lease_days, wrong_pins_max) is what the district itself has said: a relay could have a store destroyed with them.
alter table device add column said_lease_days integer not null default 0;
alter table device add column said_wrong_pins_max integer not null default 0;
update device set said_lease_days = lease_days, said_wrong_pins_max = wrong_pins_max;
