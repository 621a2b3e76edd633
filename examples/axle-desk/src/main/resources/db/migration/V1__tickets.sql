create table CUSTOMER (
  name varchar(64) primary key
);

insert into CUSTOMER values ('Mrs Hill'), ('Mr Poe');

create table TICKET (
  id bigint generated always as identity primary key,
  -- checked at the commit: what fails there takes Millrace's rows with it
  customer varchar(64) not null references CUSTOMER deferrable initially deferred,
  title varchar(255) not null
);
