create table dead_letter (
  number integer not null primary key autoincrement,
  engine text not null,
  queue text not null,
  job text not null,
  ticket text not null,
  died_at bigint not null,
  taken integer not null default 0,
  json text not null,
  original text
);
create unique index dead_letter_job on dead_letter (engine, queue, job);
create index dead_letter_order on dead_letter (engine, queue, taken, number);
create index dead_letter_died on dead_letter (died_at);
