-- Who this store was before it went on as another device. A server that was set back to before that day knows only them.
create table former(n integer primary key autoincrement, device text not null, token text not null);
