-- Version 5: what was decided about what a proof has found.
-- unless palimpsest_decision
create table if not exists {schema}.palimpsest_decision (
    decision_id  text primary key,
    run_id       text not null references {schema}.palimpsest_run,
    table_name   text not null,
    column_name  text not null,
    row_key      text not null,
    decision     text not null,
    reason       {long} not null,
    columns_read {long} not null,
    content      text not null,
    decided_by   text not null,
    decided_at   timestamptz not null
)
