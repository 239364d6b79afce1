create table breaker_group (
  name text not null primary key,
  queues text not null
) without rowid;
