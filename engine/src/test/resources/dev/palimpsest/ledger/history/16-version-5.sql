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
    reason         text not null,                 -- why somebody is merged into the shared profile; empty = another run
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
    removed       boolean not null,               -- the own row went, too: whoever bears the key later is somebody else
    seen          {long},                         -- name=number, commas between: rows left where a condition moves with the day
    at            timestamptz not null,
    done_key      text generated always as (case when outcome = 'done' and not removed then subject_key end) stored,
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
);

create table if not exists {schema}.palimpsest_act (
    act_id        text not null,                  -- one call of a verb, for however many subjects
    subject_table text not null,
    subject_key   text not null,
    act           text not null,
    acted_by      text not null,
    at            timestamptz not null,
    primary key (act_id, subject_key)
);

-- what 'deactivate' and 'archive' have overwritten, until 'restore' or the treatment
create table if not exists {schema}.palimpsest_earlier (
    subject_table text not null,
    subject_key   text not null,
    act           text not null,
    values_before {long} not null,                -- JSON: column to value
    primary key (subject_table, subject_key, act)
);

create table if not exists {schema}.palimpsest_hold (
    hold_id       text not null,
    subject_table text not null,
    subject_key   text not null,
    reason        text not null,
    reference     text not null,                  -- a file number; may be empty
    ends_on       date,                           -- the last day; null = until it is lifted
    placed_by     text not null,
    placed_at     timestamptz not null,
    lifted_by     text,
    lifted_at     timestamptz,
    primary key (subject_table, subject_key, hold_id)
);

create table if not exists {schema}.palimpsest_selection (
    subject_table text not null,
    name          text not null,
    by_keys       boolean not null,
    kinds         {long} not null,                -- lists have commas between; none = all
    verdicts      {long} not null,
    blockers      {long} not null,
    activities    {long} not null,
    inactive_for  text not null,                  -- empty = as the map says
    with_archived boolean not null,
    at_most       int not null,
    saved_by      text not null,
    saved_at      timestamptz not null,
    primary key (subject_table, name)
);

create table if not exists {schema}.palimpsest_selection_key (
    subject_table text not null,
    name          text not null,
    position      bigint not null,
    subject_key   text not null,
    primary key (subject_table, name, position)
);

-- profiles of the same person that were joined
create table if not exists {schema}.palimpsest_merge (
    subject_table text not null,
    old_key       text not null,
    new_key       text not null,
    reason        text not null,
    merged_by     text not null,
    at            timestamptz not null,
    moved         bigint not null,                -- rows that lead to the new profile now
    lost          bigint not null                 -- rows that a unique key did not allow to stay
);

-- what was refused because it was not confirmed as it was shown
create table if not exists {schema}.palimpsest_attempt (
    attempt_id    text primary key,
    subject_table text not null,
    verb          text not null,
    code          text not null,
    about         text not null,                  -- the digest that was shown, or the number
    tried_by      text not null,
    at            timestamptz not null
);

-- what an officer has decided about single places in which a proof found something
create table if not exists {schema}.palimpsest_decision (
    decision_id  text primary key,               -- of run, table, column and row: one place is decided once
    run_id       text not null references {schema}.palimpsest_run,
    table_name   text not null,
    column_name  text not null,
    row_key      text not null,
    decision     text not null,
    reason       {long} not null,
    columns_read {long} not null,                -- JSON: those over which that is spread that was found
    content      text not null,                  -- keyed; the key lies outside this database
    decided_by   text not null,
    decided_at   timestamptz not null
);

-- which database this is: the newest row counts; a copy of the tables elsewhere shows by it
create table if not exists {schema}.palimpsest_identity (
    position      bigint primary key,
    mark          text not null,                  -- random; the home files by it
    server_id     text not null,                  -- empty = not to be read
    database_id   text not null,
    database_name text not null,
    origin        text not null,
    written_by    text not null,
    written_at    timestamptz not null
);

-- how far the tables have come; the highest counts
create table if not exists {schema}.palimpsest_version (
    version    integer primary key,
    written_by text not null,
    written_at timestamptz not null
)
