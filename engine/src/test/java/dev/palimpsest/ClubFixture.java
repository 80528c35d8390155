package dev.palimpsest;

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
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
                number      text not null unique,
                first_name  text not null,
                last_name   text not null,
                email       text,
                phone       varchar(40),
                birth_date  date,
                postal_code varchar(10),
                status      text not null default 'FORMER',
                profile     jsonb,
                created_at  timestamptz
            );
            create table contract (
                id        bigint generated always as identity primary key,
                member_id bigint not null references member,
                number    text not null,
                starts_on date not null,
                ends_on   date
            );
            create table account (
                member_id     bigint primary key references member,
                balance       numeric(10, 2) not null default 0,
                credit        numeric(10, 2) not null default 0,
                dunning_level int not null default 0
            );
            create table collection (
                id        bigint generated always as identity primary key,
                member_id bigint not null references member,
                closed_on date
            );
            create table check_in (
                id            bigint generated always as identity primary key,
                member_id     bigint not null references member,
                checked_in_at timestamptz not null
            );
            create index on check_in (member_id, checked_in_at);
            create table invoice (
                id           bigint primary key,
                member_id    bigint not null references member,
                issued_on    date,
                billing_name text,
                total        numeric(10, 2) not null
            );
            create table invoice_line (
                id         bigint generated always as identity primary key,
                invoice_id bigint not null references invoice,
                amount     numeric(10, 2) not null
            );
            create index on invoice_line (invoice_id);
            create table note (
                id        bigint generated always as identity primary key,
                member_id bigint references member,
                text      text not null
            );
            create table task (
                id        bigint generated always as identity primary key,
                member_id bigint,                        -- no foreign key
                status    text not null,
                title     text
            );
            create table audit_log (
                id         bigint generated always as identity primary key,
                table_name text not null,
                row_id     text not null,                -- of whatever table
                old_row    jsonb
            );
            create function write_audit_log() returns trigger language plpgsql as $$
            begin
                insert into audit_log (table_name, row_id, old_row) values ('member', old.id::text, to_jsonb(old));
                return new;
            end $$;
            create trigger audit after update on member for each row execute function write_audit_log();
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

    private final TestDatabase database = TestDatabase.create(SCHEMA);

    private ClubFixture() {}

    public static ClubFixture create() {
        return new ClubFixture();
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
        return Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("club.yaml", map),
                        Home.at(directory.resolve("home")))
                .with(noonOf(TODAY));
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
        return sql("insert into check_in (member_id, checked_in_at) values (" + member + ", timestamp '" + localTime
                + "' at time zone 'Europe/Berlin')");
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

    /** One digest over every row of every table, Palimpsest's own included. */
    public String checksum() {
        StringBuilder all = new StringBuilder();
        for (String table : database.rows("select quote_ident(table_schema) || '.' || quote_ident(table_name)"
                + " from information_schema.tables where table_type = 'BASE TABLE'"
                + " and table_schema not in ('pg_catalog', 'information_schema') order by 1")) {
            all.append(table)
                    .append(database.rows(
                            "select count(*), md5(string_agg(t::text, '|' order by t::text)) from " + table + " t"));
        }
        return all.toString();
    }

    /** Every value of every table as text, to look for what must not be there. */
    public String everything() {
        StringBuilder all = new StringBuilder();
        for (String table : database.rows("select quote_ident(table_schema) || '.' || quote_ident(table_name)"
                + " from information_schema.tables where table_type = 'BASE TABLE'"
                + " and table_schema not in ('pg_catalog', 'information_schema') order by 1")) {
            all.append(String.join("\n", database.rows("select '" + table + "', t::text from " + table + " t")))
                    .append('\n');
        }
        return all.toString();
    }

    @Override
    public void close() {
        database.close();
    }
}
