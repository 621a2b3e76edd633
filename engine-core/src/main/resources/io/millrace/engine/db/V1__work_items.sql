-- Millrace's own tables, beside the engine's ACT_* tables. Runs on H2 2.x and PostgreSQL.
-- Ids come before tenants in keys: H2 looks up a list of ids only by an index that begins with it.

create table MR_WORK_ITEM (
  item_key uuid not null primary key,
  tenant varchar(255) not null,
  id varchar(255) not null,
  title varchar not null,
  description varchar not null,
  source varchar(32) not null,
  requester varchar(255),
  stream varchar(255) not null,
  kind varchar(32) not null,
  category varchar(255),
  priority varchar(255),
  priority_rank integer not null,
  class_of_service varchar(32) not null,
  class_rank integer not null,
  team varchar(255),
  state varchar(16) not null,
  opened_at timestamp(3) with time zone not null,
  resolved_at timestamp(3) with time zone,
  closed_at timestamp(3) with time zone,
  last_at timestamp(3) with time zone not null,
  sequence bigint not null,
  facts_version integer not null,
  constraint MR_WORK_ITEM_ID unique (id, tenant)
);

create table MR_FACTS (
  item_key uuid not null,
  version integer not null,
  facts varchar not null,
  occurred_at timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  primary key (item_key, version)
);

create table MR_STREAM_INSTANCE (
  engine_id varchar(64) not null primary key,
  item_key uuid not null,
  stream varchar(255) not null,
  digest varchar(64) not null,
  started_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone
);
create index MR_STREAM_INSTANCE_ITEM on MR_STREAM_INSTANCE (item_key);

create table MR_STEP_RUN (
  run_key uuid not null primary key,
  item_key uuid not null,
  stream varchar(255) not null,
  definition varchar(255) not null,
  step varchar(255) not null,
  state varchar(16) not null,
  team varchar(255),
  assignee varchar(255),
  engine_ref varchar(128) not null,
  engine_instance varchar(64) not null,
  handler varchar(255),
  after_close boolean not null,
  arrived_at timestamp(3) with time zone not null,
  started_at timestamp(3) with time zone,
  ended_at timestamp(3) with time zone,
  result varchar(255)
);
create index MR_STEP_RUN_ITEM on MR_STEP_RUN (item_key, ended_at);
create index MR_STEP_RUN_REF on MR_STEP_RUN (engine_ref);

create table MR_TRANSITION (
  item_key uuid not null,
  sequence bigint not null,
  run_key uuid not null,
  state varchar(16) not null,
  team varchar(255),
  assignee varchar(255),
  actor varchar(255) not null,
  note varchar,
  inferred boolean not null,
  occurred_at timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  primary key (item_key, sequence)
);

create table MR_DECISION (
  decision_key uuid not null primary key,
  item_key uuid not null,
  point varchar(64) not null,
  decided_at timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  pack_id varchar(255) not null,
  pack_version varchar(255) not null,
  pack_digest varchar(64) not null,
  facts_version integer not null,
  context varchar not null,
  outputs varchar not null,
  reasons varchar not null
);
create index MR_DECISION_ITEM on MR_DECISION (item_key);

create table MR_COMMAND (
  tenant varchar(255) not null,
  command_id varchar(512) not null,
  fingerprint varchar(64) not null,
  receipt varchar not null,
  recorded_at timestamp(3) with time zone not null,
  primary key (command_id, tenant)
);

create table MR_OUTBOX (
  event_key uuid not null primary key,
  item_key uuid not null,
  sequence bigint not null,
  type varchar(32) not null,
  tenant varchar(255) not null,
  item varchar(255) not null,
  data varchar not null,
  occurred_at timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  attempts integer not null,
  next_attempt_at timestamp(3) with time zone not null,
  constraint MR_OUTBOX_ORDER unique (item_key, sequence)
);

create table MR_STREAM (
  stream varchar(255) not null,
  digest varchar(64) not null,
  engine_definition varchar(255) not null,
  deployed_at timestamp(3) with time zone not null,
  primary key (stream, digest)
);
