-- Version 2: which database this is, and of which version its own tables are.
-- unless palimpsest_identity
create table if not exists {schema}.palimpsest_identity (
    position      bigint primary key,
    mark          text not null,
    server_id     text not null,
    database_id   text not null,
    database_name text not null,
    origin        text not null,
    written_by    text not null,
    written_at    timestamptz not null
);

-- unless palimpsest_version
create table if not exists {schema}.palimpsest_version (
    version    integer primary key,
    written_by text not null,
    written_at timestamptz not null
)
