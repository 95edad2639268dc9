-- At a relay: where a record was made to lie by a save that the relay only passed over, for the parent has it and had
-- said nothing of the record yet. Whoever made it there is told that it left, should it turn out to lie elsewhere.
create table passed_over(
    rid blob not null,
    area text not null,
    primary key(rid, area)
) without rowid;
