-- schemas/sql/server/021_confirmed_erasures.sql
alter table device add column erasures bigint not null default 0;
