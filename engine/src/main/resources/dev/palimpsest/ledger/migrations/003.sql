-- Version 3: what 'restore' brings back, and who tried what without the right confirmation.
-- unless palimpsest_earlier
create table if not exists {schema}.palimpsest_earlier (
    subject_table text not null,
    subject_key   text not null,
    act           text not null,
    values_before {long} not null,
    primary key (subject_table, subject_key, act)
);

-- unless palimpsest_attempt
create table if not exists {schema}.palimpsest_attempt (
    attempt_id    text primary key,
    subject_table text not null,
    verb          text not null,
    code          text not null,
    about         text not null,
    tried_by      text not null,
    at            timestamptz not null
)
