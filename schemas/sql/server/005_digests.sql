-- Of every area and form: how many records are there, and the exclusive or of their marks (shared/model/digest.h), kept
-- with each record, so that devices learn without a pass over all of them whether they hold the same.
create table digest(
    area text not null,
    form text not null,
    records integer not null,
    mark integer not null,
    primary key(area, form)
) without rowid;

alter table store add column digested integer not null default 0;  -- 1: the table above counts what is here
