-- What people did here without changing a record (shared/protocol/audit_run.h). Append-only, each link over the one
-- before; what the top has may go after a while, the oldest first.
create table audit(
  n integer primary key,
  body text not null,                -- as it travels and is hashed
  link blob not null                 -- after this entry
);
create table audit_sent(
  id integer primary key check(id = 0),
  top integer not null,              -- entries up to here are at the top
  here integer not null,             -- ... and up to here at the server that was asked last
  doubted integer not null,          -- 1: another server answers than the one that said so
  deaf integer not null              -- 1: the server has said nothing to what it was told: it is older than audits
);
insert into audit_sent(id, top, here, doubted, deaf) values(0, 0, 0, 0, 0);
create trigger audit_is_kept before update on audit begin select raise(abort, 'the audit is append-only'); end;
create trigger audit_waits before delete on audit when old.n > (select top from audit_sent)
begin select raise(abort, 'the audit has not been sent yet'); end;
