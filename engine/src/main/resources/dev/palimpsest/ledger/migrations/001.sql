-- Version 1: from whatever stood before versions were counted. A statement with 'unless' is left out where the table or column
-- is there already, one with 'when' where it is not; both as it was before this script.
-- unless palimpsest_outbox
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

-- unless palimpsest_stub
create table if not exists {schema}.palimpsest_stub (
    subject_table text not null,
    subject_key   text not null,
    primary key (subject_table, subject_key)
);

-- unless palimpsest_act
create table if not exists {schema}.palimpsest_act (
    act_id        text not null,
    subject_table text not null,
    subject_key   text not null,
    act           text not null,
    acted_by      text not null,
    at            timestamptz not null,
    primary key (act_id, subject_key)
);

-- unless palimpsest_hold
create table if not exists {schema}.palimpsest_hold (
    hold_id       text not null,
    subject_table text not null,
    subject_key   text not null,
    reason        text not null,
    reference     text not null,
    ends_on       date,
    placed_by     text not null,
    placed_at     timestamptz not null,
    lifted_by     text,
    lifted_at     timestamptz,
    primary key (subject_table, subject_key, hold_id)
);

-- unless palimpsest_selection
create table if not exists {schema}.palimpsest_selection (
    subject_table text not null,
    name          text not null,
    by_keys       boolean not null,
    kinds         {long} not null,
    verdicts      {long} not null,
    blockers      {long} not null,
    activities    {long} not null,
    inactive_for  text not null,
    with_archived boolean not null,
    at_most       int not null,
    saved_by      text not null,
    saved_at      timestamptz not null,
    primary key (subject_table, name)
);

-- unless palimpsest_selection_key
create table if not exists {schema}.palimpsest_selection_key (
    subject_table text not null,
    name          text not null,
    position      bigint not null,
    subject_key   text not null,
    primary key (subject_table, name, position)
);

-- unless palimpsest_merge
create table if not exists {schema}.palimpsest_merge (
    subject_table text not null,
    old_key       text not null,
    new_key       text not null,
    reason        text not null,
    merged_by     text not null,
    at            timestamptz not null,
    moved         bigint not null,
    lost          bigint not null
)
