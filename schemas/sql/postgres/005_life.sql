-- schemas/sql/server/022_life.sql
alter table store add column commits bigint not null default 0;
create table life(
    start bigint primary key,
    name text not null
);
alter table upstream add column parent_commits bigint not null default 0;
alter table upstream add column parent_life text not null default '';
