-- What a former identity of this store signed with: a server that was set back to before its last day asks for it.
alter table former add column seed blob;
