-- Reports as they were handed in: the whole finished table (shared/reports/frozen_table.h), which nothing changes any more.
-- Figures alone: of lists only the lines are kept, so that erasure has nothing to find here.
create table report_issue(
    id integer primary key autoincrement,
    report text not null,
    area text not null,
    period text not null,        -- 2024, 2024-H1, 2024-H2, or as it was asked for
    version integer not null,    -- from 1
    replaces integer,            -- the version that it takes the place of
    note text not null,
    epoch text not null,         -- the state of the data that it was made from
    position integer not null,
    hash blob not null,          -- SHA-256 of the body
    body text not null,
    unique(report, area, period, version)
);
-- How far it has come: draft, checked, signed, sent. Only ever one more.
create table report_step(
    issue integer not null references report_issue(id),
    n integer not null,
    state text not null,
    who text not null,
    at integer not null,
    primary key(issue, n)
) without rowid;

create trigger report_issue_stays before update on report_issue
begin select raise(abort, 'a frozen report does not change'); end;
create trigger report_issue_is_kept before delete on report_issue
begin select raise(abort, 'a frozen report is kept'); end;
create trigger report_step_stays before update on report_step
begin select raise(abort, 'a step that was taken does not change'); end;
create trigger report_step_is_kept before delete on report_step
begin select raise(abort, 'a step that was taken is kept'); end;
