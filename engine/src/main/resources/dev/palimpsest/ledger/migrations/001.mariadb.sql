-- Each statement commits by itself and stands alone: whoever is interrupted begins again with those that are left.
-- unless palimpsest_run.name
alter table {schema}.palimpsest_run add column name varchar(255) not null default '' after run_id;

-- when palimpsest_run
alter table {schema}.palimpsest_run alter column name drop default;

-- unless palimpsest_run.reason
alter table {schema}.palimpsest_run add column reason varchar(255) not null default '' after released_by;

-- when palimpsest_run
alter table {schema}.palimpsest_run alter column reason drop default;

-- unless palimpsest_receipt.removed
alter table {schema}.palimpsest_receipt
    add column removed boolean not null default false after kept_until,
    modify column done_key varchar(255)
        generated always as (case when outcome = 'done' and not removed then subject_key end) stored;

-- when palimpsest_receipt
alter table {schema}.palimpsest_receipt alter column removed drop default
