-- When the user's own caseload was last compared with the server's (ms, corrected clock).
create table case_comparison(
  id integer primary key check(id = 0),
  at integer not null
);
