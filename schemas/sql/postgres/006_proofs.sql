-- schemas/sql/server/023_proofs.sql
alter table code add column key bytea;
alter table device add column wipe_orders bytea;
alter table device add column seals bigint not null default 0;
