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
insert into MR_STREAM_VERSION (tenant, stream, version, digest, file_name, deployed_at, deployed_by)
  select '', stream, row_number() over (partition by stream order by deployed_at, digest), digest,
    stream || '.bpmn', deployed_at, 'host'
  from MR_STREAM;

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
