create table member (
    id bigint not null, first_name text, last_name text, email text, phone text, birthdate date, street text, zip text,
    city text, iban text, notes text, status text not null, created_at timestamptz not null, anonymised_at timestamptz);
create table account (member_id bigint not null, balance numeric(10, 2) not null, iban text);
create table contract (
    id bigint not null, member_id bigint not null, start_at date not null, end_at date, status text not null,
    holder_name text);
create table invoice (
    id bigint not null, member_id bigint not null, issued_at timestamptz not null, amount numeric(10, 2) not null,
    status text not null, dunning_level int not null default 0, billing_name text, billing_street text, billing_zip text,
    billing_city text);
create table task (
    id bigint not null, member_id bigint not null, title text, body text, status text not null, created_at timestamptz);
create table document (id bigint not null, member_id bigint not null, filename text, mime text, content text);
create table booking (id bigint not null, member_id bigint not null, course text, at timestamptz not null);
create table check_in (id bigint not null, member_id bigint not null, at timestamptz not null, gate smallint);
