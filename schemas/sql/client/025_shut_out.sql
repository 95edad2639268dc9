-- Why the district takes nothing from this device any more, in its word: revoked, disabled. Empty while it does.
alter table device add column shut_out text not null default '';
