-- unless palimpsest_run.subject_table
alter table {schema}.palimpsest_run add column subject_table text, add column key_column text;

-- whose keys these are stood in the receipts alone; which column they come from, nowhere
-- unless palimpsest_run.subject_table
update {schema}.palimpsest_run r set key_column = '', subject_table = coalesce(
    (select max(c.subject_table) from {schema}.palimpsest_receipt c where c.run_id = r.run_id), {subject});

-- unless palimpsest_run.subject_table
alter table {schema}.palimpsest_run alter column subject_table set not null, alter column key_column set not null;

-- unless palimpsest_run.activities
alter table {schema}.palimpsest_run add column activities text not null default '';

-- unless palimpsest_run.activities
alter table {schema}.palimpsest_run alter column activities drop default;

-- unless palimpsest_run.name
alter table {schema}.palimpsest_run add column name text not null default '';

-- unless palimpsest_run.name
alter table {schema}.palimpsest_run alter column name drop default;

-- unless palimpsest_run.reason
alter table {schema}.palimpsest_run add column reason text not null default '';

-- unless palimpsest_run.reason
alter table {schema}.palimpsest_run alter column reason drop default;

-- unless palimpsest_receipt.done_key
drop index if exists {schema}.palimpsest_receipt_done;

-- its unique key goes with it
-- when palimpsest_receipt.done_key
-- unless palimpsest_receipt.removed
alter table {schema}.palimpsest_receipt drop column done_key;

-- unless palimpsest_receipt.removed
alter table {schema}.palimpsest_receipt add column removed boolean not null default false;

-- unless palimpsest_receipt.removed
alter table {schema}.palimpsest_receipt alter column removed drop default;

-- unless palimpsest_receipt.removed
alter table {schema}.palimpsest_receipt add column done_key text
    generated always as (case when outcome = 'done' and not removed then subject_key end) stored;

-- unless palimpsest_receipt.removed
alter table {schema}.palimpsest_receipt add unique (subject_table, done_key)
