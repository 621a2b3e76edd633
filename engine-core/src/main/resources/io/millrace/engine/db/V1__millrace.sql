-- Millrace's own tables, beside the engine's ACT_* tables. Runs on H2 2.x and PostgreSQL, which name
-- large binary values differently, and of which one has partial indexes: ${bytes} and ${openRuns}
-- are filled in by the migration. Until the first release
-- this is the one script; afterwards scripts follow docs/upgrades.md.
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
  -- what policies know of a work item under way, so that they need not count it each time
  reassignments integer not null,
  reopened integer not null,
  blocked_since timestamp(3) with time zone,
  blocked_millis bigint not null,
  -- the place in the pull order as text; 'z', the last place, if the policies gave none
  pull_key varchar(512) not null,
  -- what it came to
  outcome varchar(64),
  -- the work item whose step called for this one, and the step run that still waits for it: null
  -- once the call is over; how deep the call is nested: 0 is an item that nobody called for
  parent_key uuid,
  parent_run uuid,
  call_until varchar(16),
  call_depth integer not null,
  -- when it may be deleted; null while it is open
  expires_at timestamp(3) with time zone,
  constraint MR_WORK_ITEM_ID unique (id, tenant)
);
create index MR_WORK_ITEM_PULL on MR_WORK_ITEM (tenant, pull_key);
-- Finds the few open expedite items of a tenant.
create index MR_WORK_ITEM_CLASS on MR_WORK_ITEM (tenant, class_rank, state);
-- Finds what may be deleted.
create index MR_WORK_ITEM_EXPIRY on MR_WORK_ITEM (expires_at);

create table MR_FACTS (
  item_key uuid not null,
  version integer not null,
  facts varchar not null,
  occurred_at timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  primary key (item_key, version)
);

-- Work items that came in inside a transaction of the host's: their fact sources are asked after
-- its commit. Whoever does so moves due_at ahead, and deletes the row at the end.
create table MR_LATE_FACTS (
  item_key uuid not null primary key,
  due_at timestamp(3) with time zone not null
);
create index MR_LATE_FACTS_DUE on MR_LATE_FACTS (due_at);

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
  -- how often its handler has begun since a person last let it try
  attempts integer not null,
  after_close boolean not null,
  arrived_at timestamp(3) with time zone not null,
  started_at timestamp(3) with time zone,
  ended_at timestamp(3) with time zone,
  result varchar(255),
  -- the id of the work item that does a call step
  called_item varchar(255)
);
create index MR_STEP_RUN_ITEM on MR_STEP_RUN (item_key, ended_at);
-- Finds the few open runs among those that have ended; PostgreSQL keeps the open ones alone.
create index MR_STEP_RUN_OPEN on MR_STEP_RUN ${openRuns};
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
  -- the work item that it was about
  item_key uuid not null,
  command_id varchar(512) not null,
  fingerprint varchar(64) not null,
  receipt varchar not null,
  recorded_at timestamp(3) with time zone not null,
  -- whether it brought the work item in: such a command lives as long as its item
  submission boolean not null,
  primary key (command_id, tenant)
);
create index MR_COMMAND_RECORDED on MR_COMMAND (submission, recorded_at);
create index MR_COMMAND_ITEM on MR_COMMAND (item_key);

-- One row for each event and each sink that has yet to take it. The rows of one work item for one
-- sink are a queue; who has locked its first row has locked the queue.
create table MR_OUTBOX (
  event_key uuid not null,
  sink varchar(255) not null,
  item_key uuid not null,
  sequence bigint not null,
  type varchar(32) not null,
  tenant varchar(255) not null,
  item varchar(255) not null,
  data varchar not null,
  occurred_at timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  -- DUE, PARKED (the sink refused it too often) or HELD (behind one that was refused or parked)
  state varchar(16) not null,
  attempts integer not null,
  -- 1970 if it was not tried yet; when it was parked, if it is
  next_attempt_at timestamp(3) with time zone not null,
  failure varchar,
  primary key (event_key, sink),
  constraint MR_OUTBOX_ORDER unique (item_key, sink, sequence)
);
create index MR_OUTBOX_DUE on MR_OUTBOX (sink, state, next_attempt_at, event_key);

-- Events that somebody did not want delivered.
create table MR_SKIPPED_EVENT (
  event_key uuid not null,
  sink varchar(255) not null,
  item_key uuid not null,
  tenant varchar(255) not null,
  item varchar(255) not null,
  sequence bigint not null,
  type varchar(32) not null,
  actor varchar(255) not null,
  reason varchar not null,
  skipped_at timestamp(3) with time zone not null,
  primary key (event_key, sink)
);
create index MR_SKIPPED_EVENT_TENANT on MR_SKIPPED_EVENT (tenant, skipped_at);
create index MR_SKIPPED_EVENT_ITEM on MR_SKIPPED_EVENT (item_key);

create table MR_STREAM (
  stream varchar(255) not null,
  digest varchar(64) not null,
  engine_definition varchar(255) not null,
  deployed_at timestamp(3) with time zone not null,
  primary key (stream, digest)
);

create table MR_LINK (
  link_key uuid not null primary key,
  item_key uuid not null,
  type varchar(64) not null,
  target varchar(255) not null,
  actor varchar(255) not null,
  occurred_at timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  constraint MR_LINK_ONCE unique (item_key, type, target)
);

-- Who asked for what from the catalogue and when, so that requests for the same can be counted.
create table MR_CATALOGUE_REQUEST (
  item_key uuid not null primary key,
  tenant varchar(255) not null,
  requester varchar(255) not null,
  catalogue_item varchar(255) not null,
  opened_at timestamp(3) with time zone not null
);
create index MR_CATALOGUE_REQUEST_SAME
  on MR_CATALOGUE_REQUEST (requester, catalogue_item, tenant, opened_at);

-- Policy packs of tenants, and when which of them is in force.
create table MR_PACK (
  tenant varchar(255) not null,
  id varchar(255) not null,
  version varchar(255) not null,
  digest varchar(64) not null,
  zip ${bytes} not null,
  size integer not null,
  added_at timestamp(3) with time zone not null,
  added_by varchar(255) not null,
  primary key (id, version, tenant)
);
create index MR_PACK_DIGEST on MR_PACK (digest, tenant);
create index MR_PACK_ADDED on MR_PACK (tenant, added_at);

-- Rows are only ever added. In force at an instant is the row with the latest effective_from that
-- is not later; among equal ones, the one with the highest sequence. No pack id: the base alone.
create table MR_PACK_ACTIVATION (
  tenant varchar(255) not null,
  sequence bigint not null,
  kind varchar(16) not null,
  pack_id varchar(255),
  pack_version varchar(255),
  pack_digest varchar(64),
  effective_from timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  actor varchar(255) not null,
  reason varchar not null,
  restores bigint,
  command_id varchar(255),
  fingerprint varchar(64),
  primary key (tenant, sequence),
  constraint MR_PACK_ACTIVATION_COMMAND unique (command_id, tenant)
);
create index MR_PACK_ACTIVATION_TIME on MR_PACK_ACTIVATION (tenant, effective_from, sequence);

-- Versions of value streams: the host's under the empty tenant, each tenant's own under its name.
-- MR_STREAM stays what it was: which model content the process engine has, whoever installed it.
create table MR_STREAM_VERSION (
  tenant varchar(255) not null,
  stream varchar(255) not null,
  version integer not null,
  digest varchar(64) not null,
  file_name varchar(255) not null,
  deployed_at timestamp(3) with time zone not null,
  deployed_by varchar(255) not null,
  primary key (tenant, stream, version),
  constraint MR_STREAM_VERSION_DIGEST unique (tenant, stream, digest)
);
-- Rows are only ever added. In force for a stream of a tenant is what the row with the highest
-- sequence says; no version: what the host has.
create table MR_STREAM_CHANGE (
  tenant varchar(255) not null,
  sequence bigint not null,
  stream varchar(255) not null,
  version integer,
  changed_at timestamp(3) with time zone not null,
  changed_by varchar(255) not null,
  primary key (tenant, sequence)
);

-- Whoever installs a version locks the row, so that numbers follow one another.
create table MR_STREAM_LOCK (
  id integer not null primary key
);
insert into MR_STREAM_LOCK (id) values (1);

-- Finds the running instances of a stream.
create index MR_STREAM_INSTANCE_OPEN on MR_STREAM_INSTANCE (stream, ended_at, digest);

-- The erasures of persons: never what was erased. The tables and how many of their rows, as JSON.
create table MR_ERASURE (
  erasure_key uuid not null primary key,
  tenant varchar(255) not null,
  pseudonym varchar(64) not null,
  actor varchar(255) not null,
  reason varchar not null,
  erased_at timestamp(3) with time zone not null,
  counts varchar not null
);
create index MR_ERASURE_TIME on MR_ERASURE (tenant, erased_at);
