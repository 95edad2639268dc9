-- Records that were read from another incarnation of the server and have not come again. When everything else is read,
-- the server is asked what has become of them.
create table doubted(record blob primary key not null) without rowid;
