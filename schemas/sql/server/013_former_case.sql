-- At a relay, which has not seen every change: whose case a record has been here and is no longer. Their devices are told
-- that it has left; what others may not see they are not even told the id of.
create table former_case(
    rid blob not null,
    user text not null,
    primary key(rid, user)
) without rowid;
