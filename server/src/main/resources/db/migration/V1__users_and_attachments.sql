-- Times are points in time; what people see is in their own zone.

create table attachment (
    id              bigint generated always as identity primary key,
    name            text not null unique check (length(name) between 1 and 100),
    url             text not null,
    database_user   text not null,
    sealed_password bytea,
    map             text not null,
    created_at      timestamptz not null default now()
);

create table account (
    id            bigint generated always as identity primary key,
    login         text not null check (length(login) between 1 and 100),
    name          text not null check (length(name) between 1 and 100),
    password      text,
    language      text not null,
    theme         text not null default 'system' check (theme in ('system', 'light', 'dark')),
    enabled       boolean not null default true,
    failed_logins int not null default 0,
    locked_until  timestamptz,
    -- counted up with each new password: sessions of an earlier one are over
    sessions      int not null default 0,
    created_at    timestamptz not null default now()
);
create unique index account_login on account (lower(login));

-- a role without an attachment holds for all of them
create table granted_role (
    account    bigint not null references account on delete cascade,
    role       text not null,
    attachment bigint references attachment on delete cascade,
    unique nulls not distinct (account, role, attachment)
);

-- whoever has the token may choose a password, once
create table invitation (
    token_hash text primary key,
    account    bigint not null unique references account on delete cascade,
    expires_at timestamptz not null
);
