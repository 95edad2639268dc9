-- schemas/sql/server/024_relay_proofs.sql
alter table upstream add column seed bytea;
alter table upstream add column district bytea;
