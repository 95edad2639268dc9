-- Of a record in doubt: 0 = it is still to be asked about; else when the server was asked and said nothing, counted on.
alter table doubted add column asked integer not null default 0;
create index doubted_by_turn on doubted(asked);
