-- A snapshot is read and written whole and never searched: as jsonb the server parsed it, built it and printed it again at each
-- append, and pglz took longer than both. Any row may be deleted at any time, so they are not carried over.
delete from snapshots;
alter table snapshots drop column data;
alter table snapshots add column data bytea not null;

-- A server built without lz4 keeps pglz.
do $$
begin
    alter table snapshots alter column data set compression lz4;
exception
    when feature_not_supported then null;
end
$$;
