-- What an erasure takes with a record is found without a look at all there is.
create index leave_of_record on leave(rid);
create index blob_reference_of_record on blob_reference(rid);
