create table member (
    id bigint primary key, first_name varchar(100), last_name varchar(100), email varchar(200), phone varchar(50),
    birthdate date, street varchar(100), zip varchar(10), city varchar(100), iban varchar(40), notes text,
    status varchar(20) not null, created_at datetime not null, anonymised_at datetime);
create table account (member_id bigint primary key, balance decimal(10, 2) not null, iban varchar(40));
create table contract (
    id bigint primary key, member_id bigint not null, start_at date not null, end_at date, status varchar(20) not null,
    holder_name varchar(200));
create table invoice (
    id bigint primary key, member_id bigint not null, issued_at datetime not null, amount decimal(10, 2) not null,
    status varchar(20) not null, dunning_level int not null default 0, billing_name varchar(200),
    billing_street varchar(100), billing_zip varchar(10), billing_city varchar(100));
create table task (
    id bigint primary key, member_id bigint not null, title text, body text, status varchar(20) not null,
    created_at datetime);
create table document (
    id bigint primary key, member_id bigint not null, filename varchar(200), mime varchar(50), content mediumtext);
create table booking (id bigint primary key, member_id bigint not null, course varchar(100), at datetime not null);
create table check_in (id bigint primary key, member_id bigint not null, at datetime not null, gate smallint);
