-- Every upload is signed: which keys count, and what they have signed.

-- 1: told at an enrolment, or a run that it has signed was taken. What its device sends must be signed with such a key.
alter table signing_key add column signs integer not null default 0;

-- Over the chain link after change `seq`, which covers all changes of the device up to there (shared/protocol/run_proof.h).
create table run_signature(
    device integer not null,
    seq integer not null,
    signature blob not null,
    primary key(device, seq)
) without rowid;

alter table upstream add column signers text not null default '';  -- fingerprint of the keys that the parent has said
