package dev.palimpsest;

import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.proof.ProofReport;
import dev.palimpsest.run.RunEvent;
import dev.palimpsest.run.RunResult;
import dev.palimpsest.survey.Assessment;
import dev.palimpsest.survey.Verdict;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A small sports club: members with contracts, an account, check-ins, invoices, notes, tasks (whose foreign key the vendor
 * forgot), a JSON profile and an audit table filled by a trigger. It is noon of 22 November 2026 in Berlin, and there is
 * nobody until {@link #member} puts somebody in, who may go unless the test says otherwise.
 *
 * <pre>{@code
 * @TempDir
 * private Path directory;
 *
 * @AutoClose
 * private final ClubFixture club = ClubFixture.create();
 * }</pre>
 */
public final class ClubFixture implements AutoCloseable {
    public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private static final String SCHEMA = """
            create table member (
                id          bigint primary key,
                number      varchar(40) not null unique,
                first_name  varchar(80) not null,
                last_name   varchar(80) not null,
                email       varchar(120),
                phone       varchar(40),
                birth_date  date,
                postal_code varchar(10),
                status      varchar(20) not null default 'FORMER',
                profile     {json},
                created_at  {instant}
            );
            create table contract (
                id        {serial} primary key,
                member_id bigint not null references member (id),
                number    varchar(60) not null,
                starts_on date not null,
                ends_on   date
            );
            create table account (
                member_id     bigint primary key references member (id),
                balance       numeric(10, 2) not null default 0,
                credit        numeric(10, 2) not null default 0,
                dunning_level int not null default 0
            );
            create table collection (
                id        {serial} primary key,
                member_id bigint not null references member (id),
                closed_on date
            );
            create table check_in (
                id            {serial} primary key,
                member_id     bigint not null references member (id),
                checked_in_at {instant} not null
            );
            create index check_in_member on check_in (member_id, checked_in_at);
            create table invoice (
                id           bigint primary key,
                member_id    bigint not null references member (id),
                issued_on    date,
                billing_name text,
                total        numeric(10, 2) not null
            );
            create table invoice_line (
                id         {serial} primary key,
                invoice_id bigint not null references invoice (id),
                amount     numeric(10, 2) not null
            );
            create index invoice_line_invoice on invoice_line (invoice_id);
            create table note (
                id        {serial} primary key,
                member_id bigint references member (id),
                text      text not null
            );
            create table task (
                id        {serial} primary key,
                member_id bigint,                        -- no foreign key
                status    text not null,
                title     text
            );
            create table audit_log (
                id         {serial} primary key,
                table_name varchar(40) not null,
                row_id     varchar(40) not null,         -- of whatever table
                old_row    {json}
            );
            """;

    private static final String MAP = """
            palimpsest: 1
            name: club
            jurisdiction: DE
            time-zone: Europe/Berlin
            language: en
            subject:
              table: member
              key: id
              title: [first_name, last_name]
              search: [number, first_name, last_name, email]
              born-into-system: created_at
              inactive-for: P9M
              identifiers:
                name: [[first_name, last_name], [invoice.billing_name]]
                email: email
                phone: phone
                number: number
              kinds: {prospect: "status = 'PROSPECT'", former: "status in ('FORMER', 'ARCHIVED')", member: "status = 'ACTIVE'"}
              may-be-forgotten: [prospect, former]
              never: "status = 'STAFF'"
              archive: {set: {status: ARCHIVED}}
              restore: {set: {status: FORMER}}
            activity:
              check-in: {table: check_in, at: checked_in_at}
              invoice: {table: invoice, at: issued_on}
            blockers:
              contract:
                table: contract
                where: "ends_on is null or ends_on >= :today"
                show: [number, ends_on]
                until: ends_on
                message: {en: "Contract {number} runs until {ends_on}.", de: "Vertrag {number} läuft bis {ends_on}."}
                fix: "https://club.example/contracts/{number}"
              balance: {table: account, where: "balance <> 0", show: balance, message: "Balance {balance}."}
              dunning: {table: account, where: "dunning_level > 0", message: "In dunning."}
              collection: {table: collection, where: "closed_on is null", message: "In collection."}
              credit: {table: account, where: "credit > 0", message: "Open credit."}
              task: {table: task, via: member_id, where: "status <> 'DONE'", message: "Open task."}
            treatment:
              member:
                number: {random: text, prefix: "X-"}
                first_name: {replace: "Former"}
                last_name: {replace: "member"}
                email: erase
                phone: erase
                birth_date: {generalise: year, step: 10}
                postal_code: {generalise: prefix, keep: 2}
                profile: redact
                created_at: {generalise: year}
              contract: {number: {random: text}, keep: [starts_on, ends_on]}
              account: {keep: all}
              collection: {keep: all}
              check_in: {checked_in_at: {generalise: week}}
              invoice:
                retain: {class: invoice, starts: issued_on}
                billing_name: {replace: "Customer was anonymised"}
                keep: all
              invoice_line: {keep: all}
              note: {text: {redact: anywhere}}
              task: {via: member_id, title: {redact: anywhere}, keep: all}
              audit_log: {via: row_id, where: "table_name = 'member'", old_row: redact, keep: all}
            """;

    private final TestDatabase database;

    private ClubFixture(TestDatabase database) {
        this.database = database;
    }

    /** A club on PostgreSQL. */
    public static ClubFixture create() {
        return create(Product.POSTGRESQL);
    }

    public static ClubFixture create(Product product) {
        String copy = "insert into audit_log (table_name, row_id, old_row) values ('member', concat(old.id, ''), %s);"
                .formatted(
                        switch (product) {
                            case POSTGRESQL -> "to_jsonb(old)";
                            case MARIADB ->
                                "json_object('id', old.id, 'number', old.number, 'first_name', old.first_name,"
                                        + " 'last_name', old.last_name, 'email', old.email, 'phone', old.phone,"
                                        + " 'birth_date', old.birth_date, 'postal_code', old.postal_code, 'status',"
                                        + " old.status, 'profile', old.profile, 'created_at', old.created_at)";
                        });
        return new ClubFixture(
                product.create(product.say(SCHEMA), product.trigger("audit", "after update on member", copy)));
    }

    /** The same club in a copy of its database; PostgreSQL only. */
    public ClubFixture copy() {
        return new ClubFixture(database.copy());
    }

    /** The map, for tests that exchange a piece of it. */
    public static String map() {
        return MAP;
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

    /** The club on its own day with its own map. */
    public Palimpsest attach(Path directory) {
        return attach(directory, MAP);
    }

    public Palimpsest attach(Path directory, String map) {
        return attach(database.dataSource(), directory, map);
    }

    public Palimpsest attach(DataSource source, Path directory, String map) {
        return Palimpsest.attach(source, PrivacyMapReader.read("club.yaml", map), Home.at(directory.resolve("home")))
                .with(noonOf(TODAY));
    }

    /** The part of the home that belongs to this club's database. Its own tables are there. */
    public Home home(Path directory) {
        return Home.at(directory.resolve("home"))
                .of(database.rows("select mark from palimpsest_identity order by position desc")
                        .getFirst());
    }

    public static Clock noonOf(LocalDate day) {
        return at(day.atTime(12, 0));
    }

    /** A clock that stands still at this local time in Berlin. */
    public static Clock at(LocalDateTime local) {
        return Clock.fixed(local.atZone(ZONE).toInstant(), ZONE);
    }

    /** A former member who was last here on 10 January 2025 and whom nothing holds. */
    public ClubFixture member(long id, String firstName, String lastName) {
        bare(id, firstName, lastName);
        return sql("insert into account (member_id) values (" + id + ")").checkIn(id, "2025-01-10 18:00");
    }

    /** A former member of whom nothing is known but the name: no account, no activity, no creation date. */
    public ClubFixture bare(long id, String firstName, String lastName) {
        String address = firstName.toLowerCase(java.util.Locale.ROOT) + "." + id + "@mail.example";
        return sql(
                "insert into member (id, number, first_name, last_name, email, phone, birth_date, postal_code, profile)"
                        + " values (" + id + ", 'M-77" + id + "', '" + firstName + "', '" + lastName + "', '" + address
                        + "', '+49 151 2345" + (1000 + id) + "', '1984-05-17', '50667', '{\"contact\": \"" + address
                        + "\"}')");
    }

    /** @param localTime in Berlin */
    public ClubFixture checkIn(long member, String localTime) {
        return checkIn(member, berlin(localTime));
    }

    public ClubFixture checkIn(long member, Instant at) {
        return sql("insert into check_in (member_id, checked_in_at) values (" + member + ", " + said(at) + ")");
    }

    /** @param localTime in Berlin */
    public ClubFixture created(long member, String localTime) {
        return sql("update member set created_at = " + said(berlin(localTime)) + " where id = " + member);
    }

    private static Instant berlin(String localTime) {
        return LocalDateTime.parse(localTime.replace(' ', 'T')).atZone(ZONE).toInstant();
    }

    /** Whatever the time zone of the session. */
    private String said(Instant at) {
        String function = switch (database.product()) {
            case POSTGRESQL -> "to_timestamp";
            case MARIADB -> "from_unixtime";
        };
        return function + "(" + at.getEpochSecond() + ")";
    }

    public ClubFixture contract(long member, String startsOn, String endsOn) {
        return sql("insert into contract (member_id, number, starts_on, ends_on) values (" + member + ", 'C-" + member
                + "', '" + startsOn + "', " + (endsOn == null ? "null" : "'" + endsOn + "'") + ")");
    }

    public ClubFixture invoice(long id, long member, String issuedOn, String billingName) {
        return sql("insert into invoice values (" + id + ", " + member + ", '" + issuedOn + "', '" + billingName
                + "', 49.90); insert into invoice_line (invoice_id, amount) values (" + id + ", 49.90)");
    }

    public ClubFixture status(long member, String status) {
        return sql("update member set status = '" + status + "' where id = " + member);
    }

    public ClubFixture sql(String... statements) {
        database.execute(statements);
        return this;
    }

    /** Every assessment of the survey, by key. */
    public static Map<Long, Assessment> survey(Palimpsest palimpsest) {
        Map<Long, Assessment> assessments = new LinkedHashMap<>();
        palimpsest.survey(
                assessment -> assessments.put(Long.valueOf(assessment.key().value()), assessment));
        return assessments;
    }

    public static Verdict verdict(Palimpsest palimpsest, long member) {
        return survey(palimpsest).get(member).verdict();
    }

    /** Previews everybody who may go, and runs it. */
    public static RunResult run(Palimpsest palimpsest) {
        return run(palimpsest, Selection.eligible());
    }

    public static RunResult run(Palimpsest palimpsest, Selection selection) {
        return run(palimpsest, palimpsest.preview(selection, skipped -> {}));
    }

    public static RunResult run(Palimpsest palimpsest, Preview preview) {
        return palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());
    }

    public static ProofReport prove(Palimpsest palimpsest) {
        return palimpsest.prove(Optional.empty());
    }

    public static List<SubjectKey> keys(long... ids) {
        return Arrays.stream(ids)
                .mapToObj(id -> new SubjectKey(Long.toString(id)))
                .toList();
    }

    /** One digest over {@link #everything}. */
    public String checksum() {
        return Integer.toHexString(everything().hashCode());
    }

    /** Every row of every table as text, Palimpsest's own tables included. */
    public String everything() {
        StringBuilder all = new StringBuilder();
        for (String table : database.tables()) {
            database.rows("select * from " + table).stream()
                    .sorted()
                    .forEach(row -> all.append(table).append(": ").append(row).append('\n'));
        }
        return all.toString();
    }

    @Override
    public void close() {
        database.close();
    }
}
