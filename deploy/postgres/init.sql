-- Roles and schemas of the three services that keep a log. Run as an administrator in the database `lymph`,
-- by deploy/run.sh and by the postgres image of docker-compose alike. Safe to run again.
-- Passwords come from the environment, so that they are neither in this file nor in a process list.
\set ON_ERROR_STOP on
set client_min_messages = warning;
\getenv intake_password INTAKE_PASSWORD
\getenv sessions_password SESSIONS_PASSWORD
\getenv alerting_password ALERTING_PASSWORD

-- Nobody gets in merely by having a login on this server.
revoke all on database lymph from public;
revoke all on schema public from public;

select format('create role %I login', name)
from unnest(array['intake', 'sessions', 'alerting']) as name
where not exists (select from pg_roles where rolname = name)
\gexec

alter role intake login nocreatedb nocreaterole password :'intake_password';
alter role sessions login nocreatedb nocreaterole password :'sessions_password';
alter role alerting login nocreatedb nocreaterole password :'alerting_password';

grant connect on database lymph to intake, sessions, alerting;
-- An earlier version of this file granted it; a service finds its schema made below.
revoke create on database lymph from intake, sessions, alerting;

-- Each owns its schema and can neither see nor use another's.
-- An administrator who is no superuser must be a member of a role to give a schema to it.
select format('grant %I to %I', name, current_user)
from unnest(array['intake', 'sessions', 'alerting']) as name
where not pg_has_role(current_user, name, 'member')
\gexec
create schema if not exists intake authorization intake;
create schema if not exists sessions authorization sessions;
create schema if not exists alerting authorization alerting;

alter role intake in database lymph set search_path = intake;
alter role sessions in database lymph set search_path = sessions;
alter role alerting in database lymph set search_path = alerting;
