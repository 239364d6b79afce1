create table incident (
  id text not null primary key,
  queue text not null,
  engine text not null,
  number bigint not null,
  opened_at bigint not null,
  closed_at bigint,
  observed integer not null,
  json text not null
) without rowid;
create index incident_opened on incident (opened_at, id);
create unique index incident_queue on incident (queue, number);
create index incident_engine on incident (engine);
create table history (
  queue text not null,
  minute bigint not null,
  seconds text not null,
  primary key (queue, minute)
) without rowid;
create index history_minute on history (minute);
