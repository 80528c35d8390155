package dev.palimpsest.proof;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.run.RunEvent;
import dev.palimpsest.run.RunResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A hairdresser's database, small enough to see through: Anna Maria Schmidt (1) has not come for years, Bert Brandt (2) came
 * last week. Every treatment is used once.
 */
final class Salon implements AutoCloseable {
    static final String SCHEMA = """
            create table customer (
                id bigint primary key, number varchar(40) not null unique, first_name text not null,
                last_name text not null, email text, phone text, iban text, street text, postal_code text, town text,
                born_on date, card uuid not null unique, status text, notes text, settings jsonb, height integer,
                created_at timestamptz);
            create table visit (id bigint primary key, customer_id bigint not null references customer,
                at timestamptz not null, price numeric(8,2) not null);
            create index on visit (customer_id, at);
            create table reminder (id bigint primary key, customer_id bigint not null references customer, text text);
            create index on reminder (customer_id);
            create table invoice (id bigint primary key, customer_id bigint not null references customer,
                issued_on date not null, billing_name text, billing_email text, total numeric(8,2) not null);
            create index on invoice (customer_id);
            create table note (id bigint primary key, customer_id bigint references customer, text text);
            create index on note (customer_id);
            create table wish (id bigint primary key, customer_id bigint not null references customer,
                remark text, extra jsonb);
            create index on wish (customer_id);
            create table colour_stock (id bigint primary key, remark text, data jsonb, blob bytea);
            """;

    static final String PEOPLE = """
            insert into customer values
              (1, 'K-100201', 'Anna Maria', 'Schmidt', 'as84@mail.example', '0151 23456789',
               'DE89370400440532013000', 'Lindenstraße 12a', '50667', 'Köln', '1984-05-17',
               'aaaaaaaa-1111-4222-8333-444444444444', 'ACTIVE', 'Frau Schmidt ruft an: +49 151 23456789',
               '{"nick": "Anna Schmidt", "newsletter": true}', 173, '2020-01-01T10:00:00Z'),
              (2, 'K-100202', 'Bert', 'Brandt', 'bert.brandt@mail.example', '0171 9876543',
               'DE02120300000000202051', 'Marktplatz 1', '10115', 'Berlin', '1990-02-03',
               'bbbbbbbb-1111-4222-8333-444444444444', 'ACTIVE', null, '{}', 181, '2021-01-01T10:00:00Z');
            insert into visit values (1, 1, '2023-03-15T09:30:00Z', 45.00), (2, 2, '2026-11-16T09:30:00Z', 52.50);
            insert into reminder values (1, 1, 'Termin nicht vergessen'), (2, 2, 'Termin am Montag');
            insert into invoice values (1, 1, '2023-03-15', 'Anna Maria Schmidt', 'as84@mail.example', 45.00),
              (2, 1, '2012-03-15', 'Anna Maria Schmidt', 'as84@mail.example', 45.00);
            insert into note values (1, 1, 'Termin per as84@mail.example bestätigt'), (2, 2, 'mag Kaffee');
            insert into wish values (1, 1, 'kurz, wie Anna Schmidt sagt', '{"a": "b"}');
            insert into colour_stock values (1, 'Blond 7.1', '{}', null);
            """;

    static final String MAP = """
            palimpsest: 1
            name: salon
            title: Customers
            jurisdiction: DE
            time-zone: Europe/Berlin
            language: en
            schema: public
            subject:
              table: customer
              key: id
              title: [first_name, last_name]
              search: [number]
              born-into-system: created_at
              inactive-for: P2Y
              identifiers:
                name: [first_name, last_name]
                email: email
                phone: phone
                iban: iban
                number: number
                address: [street, postal_code, town]
              archive: {set: {status: ARCHIVED}}
              quasi-identifiers: [born_on, postal_code]
            activity:
              visit: {table: visit, at: at}
            treatment:
              customer:
                number: {random: text, prefix: "X-"}
                first_name: {replace: Customer}
                last_name: {replace: anonymised}
                email: erase
                phone: erase
                iban: erase
                street: erase
                postal_code: {generalise: prefix, keep: 2}
                town: erase
                born_on: {generalise: year, step: 5}
                card: random
                notes: redact
                settings: redact
                height: {generalise: band, width: 10}
                created_at: {generalise: month}
              visit: {keep: all, at: {generalise: week}}
              reminder: delete
              invoice:
                retain: {class: invoice, starts: issued_on}
                billing_name: {replace: Customer anonymised}
                billing_email: erase
                keep: all
              note: {keep: all, text: redact}
              wish: {keep: all}
            """;

    private static final Instant NOW = Instant.parse("2026-11-22T11:00:00Z");

    private final TestDatabase database;
    private final Path directory;

    private Salon(TestDatabase database, Path directory) {
        this.database = database;
        this.directory = directory;
    }

    static Salon open(String... more) {
        try {
            return new Salon(TestDatabase.create(SCHEMA, PEOPLE).execute(more), Files.createTempDirectory("salon"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    TestDatabase database() {
        return database;
    }

    /** The map under which nothing of a person is left: the wishes are treated, too. */
    static String wholeMap() {
        return MAP.replace(
                "wish: {keep: all}", "wish: {keep: all, remark: {redact: anywhere}, extra: {redact: anywhere}}");
    }

    Palimpsest attached(String map) {
        return attached(map, database.user(), database.password());
    }

    Palimpsest attached(String map, String user, String password) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(database.url());
        dataSource.setUser(user);
        dataSource.setPassword(password);
        return attached(map, dataSource);
    }

    Palimpsest attached(String map, DataSource dataSource) {
        return Palimpsest.attach(
                        dataSource, PrivacyMapReader.read("salon.yaml", map), Home.at(directory.resolve("home")))
                .with(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    RunResult runAll(String map) {
        Palimpsest palimpsest = attached(map);
        Preview preview = palimpsest.preview(Selection.eligible(), skipped -> {});
        return palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());
    }

    ProofReport prove(String map) {
        return attached(map).prove(Optional.empty());
    }

    Path directory() {
        return directory;
    }

    /** The part of the home that belongs to this salon's database. Its own tables are there. */
    Path home() {
        String mark = database.rows("select mark from palimpsest_identity order by position desc")
                .getFirst();
        return directory.resolve("home/databases").resolve(mark);
    }

    @Override
    public void close() {
        database.close();
        try (var files = Files.walk(directory)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
