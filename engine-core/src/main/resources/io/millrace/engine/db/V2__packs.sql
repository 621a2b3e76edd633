-- Policy packs of tenants, and when which of them is in force. Runs on H2 2.x and PostgreSQL.
-- The two name large binary values differently: ${bytes} is filled in by the migration.

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

-- What policies know of a work item under way, so that they need not count it each time.
alter table MR_WORK_ITEM add column reassignments integer default 0 not null;
alter table MR_WORK_ITEM add column reopened integer default 0 not null;
alter table MR_WORK_ITEM add column blocked_since timestamp(3) with time zone;
alter table MR_WORK_ITEM add column blocked_millis bigint default 0 not null;
-- The place in the pull order as text; 'z', the last place, if the policies gave none.
alter table MR_WORK_ITEM add column pull_key varchar(512) default 'z' not null;
create index MR_WORK_ITEM_PULL on MR_WORK_ITEM (tenant, pull_key);
-- Finds the few open expedite items of a tenant.
create index MR_WORK_ITEM_CLASS on MR_WORK_ITEM (tenant, class_rank, state);
