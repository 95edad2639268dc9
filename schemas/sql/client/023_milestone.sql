-- How far the server had come when it answered last (shared/protocol/milestone.h); 0 = it has not said.
alter table device add column server_commits integer not null default 0;
alter table device add column server_life text not null default '';
