-- A store that goes on under another replica id, because it turned out to be a copy, or came back from a backup.
-- log.seq goes on; what a server hears begins at 1 again after log_start.
-- verdict.state 4: no server took it under the old id; it was made again under the new one.
alter table device add column forms text;  -- JSON array of what the role may read; null: the server has not said
alter table device add column own text not null default '[]';  -- of those: only the user's own caseload
alter table device add column log_start integer not null default 0;
alter table device add column next_device text not null default '';  -- chosen, not yet known to be enrolled
