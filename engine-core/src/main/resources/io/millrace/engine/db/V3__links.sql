-- Links between work items, and calls of value streams. Runs on H2 2.x and PostgreSQL.

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

-- What a work item came to.
alter table MR_WORK_ITEM add column outcome varchar(64);
-- The work item whose step called for this one, and the step run that still waits for it: null once
-- the call is over. How deep the call is nested; 0 is an item that nobody called for.
alter table MR_WORK_ITEM add column parent_key uuid;
alter table MR_WORK_ITEM add column parent_run uuid;
alter table MR_WORK_ITEM add column call_until varchar(16);
alter table MR_WORK_ITEM add column call_depth integer default 0 not null;
-- The id of the work item that does a call step.
alter table MR_STEP_RUN add column called_item varchar(255);

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
