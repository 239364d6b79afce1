create table redrive (
  number integer primary key,
  id text not null unique,
  queue text not null,
  started_at bigint not null,
  open integer not null,
  json text not null
);
create index redrive_queue on redrive (queue, number);
create index redrive_open on redrive (open);
