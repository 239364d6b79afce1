create table position (
  engine text not null,
  id text not null primary key,
  row text not null
) without rowid;
create table main_breaker (
  one integer not null primary key check (one = 1),
  open integer not null,
  opened_at bigint,
  closed_at bigint,
  reason text,
  actor text,
  version bigint not null
);
create table audit (
  id integer not null primary key autoincrement,
  at bigint not null,
  actor text not null,
  action text not null,
  target text not null,
  reason text,
  before_state text,
  after_state text,
  result text not null,
  detail text
);
create index audit_target on audit (target, id);
create table token (
  id text not null primary key,
  name text not null unique,
  role text not null,
  hash text not null unique,
  created_at bigint not null,
  last_used_at bigint
) without rowid;
create table session (
  hash text not null primary key,
  token_id text not null references token (id) on delete cascade,
  expires_at bigint not null
) without rowid;
create table answer (
  key text not null primary key,
  status integer not null,
  body blob not null,
  at bigint not null
) without rowid;
