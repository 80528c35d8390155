package dev.palimpsest.preview;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.trace.Mentions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A school: who is there, and what is written of them, each test says. */
final class School implements AutoCloseable {
    private static final String MAP = """
            palimpsest: 1
            name: school
            jurisdiction: DE
            schema: {schema}
            subject:
              table: person
              key: id
              title: [first_name, last_name]
              inactive-for: P2Y
              identifiers: {name: [[first_name, last_name]], email: email, phone: phone, number: number, login: login}
            activity:
              seen: {table: person, at: seen}
            treatment:
              person: {first_name: {replace: Former}, last_name: {replace: Pupil}, email: erase, phone: erase,
                number: erase, login: erase, keep: [seen]}
              note: {body: {redact: anywhere}, remark: {redact: anywhere}, keep: all}
              ring: {body: {redact: anywhere}, delete: rows}
              letter: {first_name: {redact: anywhere}, last_name: {redact: anywhere}, body: {redact: anywhere}, keep: all}
              flat: {via: "id -> person.flat_id", door: erase, remark: {redact: anywhere}}
              access: {via: "login -> person.login", login: erase, page: {redact: anywhere}}
              history: {entry: {redact: anywhere}, keep: all}
            """;

    private final TestDatabase database;
    private final Path directory;

    /** @param directory for its home */
    School(TestDatabase.Product product, Path directory) {
        this.directory = directory;
        database = product.create(
                "create table flat (id bigint primary key, door varchar(40), remark varchar(300))",
                "create table person (id bigint primary key, first_name varchar(40), last_name varchar(40),"
                        + " email varchar(80), phone varchar(40), number varchar(20), login varchar(40) unique, seen date,"
                        + " flat_id bigint references flat(id))",
                "create table note (id bigint primary key, person_id bigint references person(id), body varchar(300),"
                        + " remark varchar(300))",
                "create table ring (id bigint primary key, person_id bigint references person(id), body varchar(300))",
                "create table letter (id bigint primary key, first_name varchar(40), last_name varchar(40),"
                        + " body varchar(300))",
                "create table history (entry varchar(300), at_day date)",
                "create table access (login varchar(40), page varchar(300))",
                "create table newsletter (id bigint primary key, address varchar(80), phone varchar(40),"
                        + " account varchar(40), card varchar(20), born date)",
                "create table contact (id bigint primary key, first varchar(40), last varchar(40), full_name varchar(90))",
                "create table memo (id bigint primary key, words varchar(300))");
    }

    TestDatabase database() {
        return database;
    }

    /** Somebody; what is not said here follows from the number. */
    record Person(int id, String first, String last, boolean leaves) {
        String email() {
            return "p" + id + "@mail.example";
        }

        String phone() {
            return "+49 171 55509" + (10 + id);
        }

        String number() {
            return "M-7100" + id;
        }

        String login() {
            return "user_" + id;
        }

        String in(String text) {
            return text.replace("{first}", first)
                    .replace("{last}", last)
                    .replace("{email}", email())
                    .replace("{length}", String.valueOf(email().length()))
                    .replace("{phone}", phone())
                    .replace("{number}", number())
                    .replace("{login}", login());
        }
    }

    Person person(int id, String first, String last, boolean leaves) {
        Person person = new Person(id, first, last, leaves);
        database.execute("insert into person values (" + id + ", '" + first + "', '" + last + "', '" + person.email()
                + "', '" + person.phone() + "', '" + person.number() + "', '" + person.login() + "', '"
                + (leaves ? "2020-01-01" : "2026-11-01") + "', null)");
        return person;
    }

    Palimpsest palimpsest() {
        return Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("school.yaml", MAP.replace("{schema}", database.schema())),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
    }

    /** By the full names of the columns, as a run tells it. */
    Map<String, Long> struck(Mentions mentions) {
        return mentions.struck().stream()
                .collect(Collectors.toMap(
                        each -> database.schema() + "." + each.table() + "." + each.column(), Mentions.Struck::cells));
    }

    static String insert(String table, Object... values) {
        return "insert into " + table + " values ("
                + Stream.of(values)
                        .map(value -> value instanceof String text ? "'" + text + "'" : String.valueOf(value))
                        .collect(Collectors.joining(", "))
                + ")";
    }

    @Override
    public void close() {
        database.close();
    }
}
