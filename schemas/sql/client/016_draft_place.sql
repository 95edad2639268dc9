-- The question at which a person is in a form that is open, so that they come back to it.
alter table draft add column place text not null default '';
