-- schemas/sql/server/020_parent_time.sql
alter table upstream add column parent_time bigint not null default 0;
