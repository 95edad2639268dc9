-- What one device keeps, encrypted as a whole. Four parts:
--   who this device is (device), what a server last said (record.base, verdict, cursor, schema), what was done here
--   (log), and what people see (record.shown, listing): base joined with the log, kept up to date in the same
--   transaction.
-- No foreign keys between records: a record may arrive before the record that it refers to.

create table device(
  id integer primary key check(id = 0),
  device text not null,              -- replica id, 16 hex digits
  name text not null,
  server text not null,              -- URL
  ca_file text not null default '',
  token text not null default '',    -- empty until enrolled
  user text not null default '',
  role text not null default '',
  areas text not null default '[]',  -- granted areas, JSON array of codes
  epoch text not null default '',    -- server incarnation that base and cursors come from
  clock_offset_ms integer not null default 0,  -- server clock minus wall clock, learned at each sync
  acked integer not null default 0,  -- own changes up to here have a verdict on the server
  last_sync integer                  -- ms, corrected clock
);

-- With rowids: rows this long would spill out of the pages of a table that is its own index.
create table record(
  id blob primary key not null,
  base text,                         -- as the server said it, byte for byte; null: it has not said anything yet
  shown text,                        -- null: the same as base
  check(base is not null or shown is not null)
);

-- Rows are never changed. Up to device.acked the server has answered; what it said beside "taken" is in verdict.
create table log(
  seq integer primary key,
  record blob not null,
  body text not null,                -- JSON of the change, as it travels and is hashed
  link blob not null                 -- chain link after this change
);
create index log_record on log(record);

-- state: 2 refused, 3 settled (in base). Without a row a change is waiting (beyond device.acked), or else acknowledged
-- and not yet seen in what the server sends down.
create table verdict(
  seq integer primary key,
  state integer not null,
  code text not null default '',     -- of a refusal
  reason_vi text not null default '',
  reason_en text not null default ''
);
create index verdict_refused on verdict(state) where state = 2;

create table listing(
  record blob primary key,
  form text not null,
  area text not null,
  status text not null,
  subject blob,                      -- the person that an event is about
  occurred_on text not null,
  title text not null,
  search text not null,              -- folded: no marks, lower case
  conflicts integer not null,        -- registers that wait for a person's decision
  at integer not null                -- ms, newest head
) without rowid;
create index listing_form on listing(form, title);
create index listing_subject on listing(subject, occurred_on) where subject is not null;
create index listing_conflict on listing(conflicts) where conflicts > 0;

create table cursor(area text primary key, at integer not null) without rowid;

create table schema(
  kind text not null, id text not null, version integer not null, hash text not null, body text not null,
  current integer not null,          -- 1: in the server's catalogue now; older versions stay for older records
  primary key(kind, id, version)
) without rowid;

-- An open form. Every answer is a row of its own the moment it is given; saving folds them into one change.
create table draft(
  id blob primary key, form text not null, version integer not null,
  record blob,                       -- the record being edited; null for a new one
  seen text not null default '',     -- the record's state when it was opened: what the person saw and replaces
  area text not null, created integer not null, updated integer not null
) without rowid;
create table draft_answer(
  n integer primary key autoincrement, draft blob not null, path text not null, value text not null
);
create index draft_answer_draft on draft_answer(draft, n);
