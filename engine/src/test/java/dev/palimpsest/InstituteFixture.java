package dev.palimpsest;

import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A training institute whose application has an inactive status of its own, for which nobody pays: participants with
 * course attendances, planned courses, certificates that must be refreshed, invoice lines and logins. It is noon of 22
 * November 2026 in Amsterdam; nobody is there until {@link #participant} puts somebody in, who may be deactivated unless
 * the test says otherwise.
 */
public final class InstituteFixture implements AutoCloseable {
    public static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private static final String SCHEMA = """
            create table participant (
                id         int primary key,
                name       varchar(80) not null,
                status     varchar(10) not null default 'ACTIVE',
                created_on date
            );
            create table attendance (
                id             int primary key,
                participant_id int not null references participant (id),
                held_on        date not null
            );
            create index attendance_participant on attendance (participant_id);
            create table login (
                id             int primary key,
                participant_id int not null references participant (id),
                logged_in_on   date not null
            );
            create index login_participant on login (participant_id);
            create table planned (
                id             int primary key,
                participant_id int not null references participant (id),
                starts_on      date not null
            );
            create index planned_participant on planned (participant_id);
            create table certificate (
                id             int primary key,
                participant_id int not null references participant (id),
                refresh_by     date not null
            );
            create index certificate_participant on certificate (participant_id);
            create table invoice_line (
                id             int primary key,
                participant_id int not null references participant (id),
                open           numeric(10, 2) not null
            );
            create index invoice_line_participant on invoice_line (participant_id);
            """;

    private static final String MAP = """
            palimpsest: 1
            name: institute
            jurisdiction: NL
            time-zone: Europe/Amsterdam
            subject:
              table: participant
              key: id
              title: name
              born-into-system: created_on
              inactive-for: P9M
              identifiers: {name: [name]}
              never: "status = 'STAFF'"
              deactivate: {set: {status: INACTIVE}}
              inactive-first: true
              subscription: "status = 'ACTIVE'"
              archive: {set: {status: ARCHIVED}}
              restore: {set: {status: ACTIVE}}
            activity:
              course: {table: attendance, at: held_on}
              login: {table: login, at: logged_in_on}
            blockers:
              refresher:
                table: certificate
                where: "refresh_by >= :today and refresh_by <= :today + interval '1' year"
                message: "A refresher is due within a year."
              planned: {table: planned, where: "starts_on >= :today", message: "A course is planned."}
              invoice: {table: invoice_line, where: "open <> 0", message: "An invoice line is open."}
            treatment:
              participant: {name: {replace: "former"}, created_on: erase}
              attendance: {keep: all}
              login: delete
              planned: {keep: all}
              certificate: {keep: all}
              invoice_line: {keep: all}
            """;

    private final TestDatabase database;
    private int rows;

    private InstituteFixture(TestDatabase database) {
        this.database = database;
    }

    public static InstituteFixture create(TestDatabase.Product product) {
        return new InstituteFixture(product.create(SCHEMA));
    }

    /** The map with this piece exchanged. */
    public static String mapWith(String piece, String instead) {
        if (!MAP.contains(piece)) {
            throw new IllegalArgumentException("the map holds no '" + piece + "'");
        }
        return MAP.replace(piece, instead);
    }

    public TestDatabase database() {
        return database;
    }

    public Palimpsest attach(Path directory) {
        return attach(directory, MAP);
    }

    public Palimpsest attach(Path directory, String map) {
        return Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("institute.yaml", map),
                        Home.at(directory.resolve("home")))
                .with(noonOf(TODAY));
    }

    public static Clock noonOf(LocalDate day) {
        return Clock.fixed(day.atTime(12, 0).atZone(ZONE).toInstant(), ZONE);
    }

    /** Active in the application, last here on 10 January 2025, and nothing holds. */
    public InstituteFixture participant(int id) {
        return sql("insert into participant (id, name, created_on) values (" + id + ", 'Wilhelmina Achternaam" + id
                        + "', '2024-01-01')")
                .attended(id, "2025-01-10");
    }

    public InstituteFixture attended(int participant, String day) {
        return row("attendance", participant, day);
    }

    public InstituteFixture loggedIn(int participant, String day) {
        return row("login", participant, day);
    }

    public InstituteFixture planned(int participant, String day) {
        return row("planned", participant, day);
    }

    public InstituteFixture refresher(int participant, String day) {
        return row("certificate", participant, day);
    }

    public InstituteFixture open(int participant, String amount) {
        return row("invoice_line", participant, amount);
    }

    public InstituteFixture status(int participant, String status) {
        return sql("update participant set status = '" + status + "' where id = " + participant);
    }

    public String statusOf(int participant) {
        return database.rows("select status from participant where id = " + participant)
                .getFirst();
    }

    private InstituteFixture row(String table, int participant, String value) {
        return sql("insert into " + table + " values (" + ++rows + ", " + participant + ", '" + value + "')");
    }

    public InstituteFixture sql(String... statements) {
        database.execute(statements);
        return this;
    }

    @Override
    public void close() {
        database.close();
    }
}
