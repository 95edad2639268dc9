-- The forms whose records the role may say are checked, or return (JSON), as the server has said.
alter table device add column review text not null default '[]';
