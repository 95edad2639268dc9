-- What a relay has of its own as its parent's device: the seed of the key that it signs with, and the district's key,
-- proven with the code that it enrolled with. Relays that enrolled before have neither until they are given a new code.
alter table upstream add column seed blob;
alter table upstream add column district blob;
