-- Palimpsest's own tables, as PostgreSQL says them; another dialect translates the types. {schema} is the quoted schema of
-- the subject's table, {long} a text of any length; other texts have at most 255 characters.
create table if not exists {schema}.palimpsest_run (
    run_id         text primary key,
    name           text not null,                 -- what a human called its preview; empty = nothing
    subject_table  text not null,
    key_column     text not null,
    map_name       text not null,
    map_digest     text not null,
    plan_digest    text not null,
    preview_digest text not null unique,          -- a preview is spent once
    today          date not null,
    cutoff         date not null,
    activities     {long} not null,                -- ids of the only ones that count; none = all of the map
    subjects       bigint not null,
    expected_rows  bigint not null,               -- rows the preview saw; the brake compares with it
    with_archived  boolean not null,
    status         text not null,
    released_by    text not null,
    started_at     timestamptz not null,
    finished_at    timestamptz
);

create table if not exists {schema}.palimpsest_frozen (
    run_id      text not null references {schema}.palimpsest_run,
    position    bigint not null,
    subject_key text not null,
    primary key (run_id, position)
);

create table if not exists {schema}.palimpsest_receipt (
    run_id        text not null references {schema}.palimpsest_run,
    subject_table text not null,
    subject_key   text not null,
    outcome       text not null,
    reason        {long},
    plan_digest   text not null,
    kept_until    date,
    at            timestamptz not null,
    done_key      text generated always as (case when outcome = 'done' then subject_key end) stored,
    primary key (run_id, subject_key),
    unique (subject_table, done_key)              -- two nodes, two clicks, two runs: each subject is treated once
);

create table if not exists {schema}.palimpsest_trace (
    run_id       text not null references {schema}.palimpsest_run,
    subject_key  text not null,
    fingerprints bytea not null,                  -- keyed; the key lies outside this database
    primary key (run_id, subject_key)
);

create table if not exists {schema}.palimpsest_statistic (
    run_id       text not null references {schema}.palimpsest_run,
    table_name   text not null,
    measure      text not null,
    value_before numeric not null,
    value_after  numeric not null,
    primary key (run_id, table_name, measure)
);

-- whom other systems must forget, until they confirm; run_id may name another act than a run
create table if not exists {schema}.palimpsest_outbox (
    run_id        text not null,
    subject_table text not null,
    hook          text not null,
    subject_key   text not null,
    attempts      integer not null,
    last_error    text,
    written_at    timestamptz not null,
    confirmed_at  timestamptz,
    primary key (hook, run_id, subject_key)
);

-- profiles made for people who are gone; whose they are stands nowhere
create table if not exists {schema}.palimpsest_stub (
    subject_table text not null,
    subject_key   text not null,
    primary key (subject_table, subject_key)
)
