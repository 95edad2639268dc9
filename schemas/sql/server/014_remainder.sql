-- What the reports of years and half years go on counting of records that were erased (shared/reports/remainder.h). Sums
-- by area alone: no record, no day, nobody's row. Without row numbers, which would tell in what order they came.
create table remainder(
    period text not null,        -- 2024, 2024-H1, 2024-H2
    report text not null,
    figure blob not null,        -- hash of the figure's definition
    area text not null,
    amount real not null,
    turns real not null,
    primary key(period, report, figure, area)
) without rowid;
