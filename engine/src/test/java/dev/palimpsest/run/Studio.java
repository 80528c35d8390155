package dev.palimpsest.run;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.survey.Assessment;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * A small business whose tables refer to their members in every way there is: by a foreign key that is checked at once, by
 * none, by one checked at commit, over another table, and over another table without a foreign key.
 */
final class Studio implements AutoCloseable {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    /** An active member who owns parcels that go over to others, and whom no run may touch. */
    static final long DONOR = 999_999;

    /** Small waits, so that tests are quick; the brake is off. */
    static final RunSettings SETTINGS = new RunSettings(1_000, 6, Duration.ofMillis(150), 3, Duration.ofMillis(20), 1);

    /** A name's own letters, since a word with digits is no name. */
    private static final String LETTERS = "translate(cast(i as text), '0123456789', 'abcdefghij')";

    /** Everything the business owns and everything that tells what a run did, except what is random or counts time. */
    private static final List<String> DUMP = List.of(
            "select id, first_name, last_name, email, status, created_on, number ~ '^[0-9a-f]{20}$' from member order by id",
            "select * from contract order by id",
            "select * from check_in order by id",
            "select * from account order by id",
            "select * from task order by id",
            "select * from credit order by id",
            "select * from invoice order by id",
            "select * from line order by id",
            "select * from parcel order by id",
            "select * from part order by id",
            "select * from note order by id",
            "select * from message order by id",
            "select subject_key, outcome, reason, kept_until from palimpsest_receipt order by subject_key",
            "select table_name, measure, value_before, value_after from palimpsest_statistic order by 1, 2",
            "select count(*) from palimpsest_trace",
            "select status from palimpsest_run");

    private static final String[] TABLES = {
        """
        create table member (id bigint primary key, number text not null unique, first_name text not null,
            last_name text not null, email text, status text not null default 'FORMER', created_on date not null)
        """,
        "create table contract (id bigserial primary key, member_id bigint not null references member, number text,"
                + " ends_on date)",
        "create table check_in (id bigserial primary key, member_id bigint not null references member, at timestamp,"
                + " fee numeric(8,2))",
        "create table account (id bigserial primary key, member_id bigint not null references member,"
                + " balance numeric(10,2) not null)",
        // the vendor forgot the foreign key
        "create table task (id bigserial primary key, member_id bigint not null, number text, status text not null)",
        "create table credit (id bigserial primary key, member_id bigint not null references member"
                + " deferrable initially deferred, number text, remaining int not null)",
        "create table invoice (id bigserial primary key, member_id bigint not null references member, number text,"
                + " issued_on date not null)",
        "create table line (id bigserial primary key, invoice_id bigint not null references invoice, number text,"
                + " open boolean not null, amount numeric(10,2) not null)",
        "create table parcel (id bigserial primary key, member_id bigint not null, number text)",
        "create table part (id bigserial primary key, parcel_id bigint not null references parcel, number text,"
                + " lent boolean not null)",
        "create table note (id bigserial primary key, member_id bigint not null references member, body text)",
        "create table message (id bigserial primary key, member_id bigint not null references member, body text)",
        "create index on contract (member_id)",
        "create index on check_in (member_id)",
        "create index on task (member_id)",
        "create index on invoice (member_id)",
        "create index on line (invoice_id)",
        "create index on parcel (member_id)",
        "create index on part (parcel_id)",
        "create index on note (member_id)"
    };

    private static final String MAP = """
            palimpsest: 1
            name: studio
            title: {en: Members}
            jurisdiction: DE
            schema: public
            subject:
              table: member
              key: id
              title: [first_name, last_name]
              search: [last_name]
              born-into-system: created_on
              inactive-for: P9M
              identifiers: {name: [first_name, last_name], email: email, number: number}
              never: "status = 'STAFF'"
              archive: {set: {status: GONE}}
            activity:
              check-in: {table: check_in, at: at}
              invoice: {table: invoice, at: issued_on}
            blockers:
              contract: {table: contract, where: "ends_on is null or ends_on >= :today", show: number, message: "{number}"}
              balance: {table: account, where: "balance <> 0", show: balance, message: "{balance}"}
              task: {table: task, via: member_id, where: "status <> 'DONE'", show: id, message: "{id}"}
              credit: {table: credit, where: "remaining > 0", show: remaining, message: "{remaining}"}
              line: {table: line, where: "open", show: amount, message: "{amount}"}
              part: {table: part, via: [parcel_id, member_id], where: "lent", show: id, message: "{id}"}
            treatment:
              member:
                number: random
                first_name: {replace: Member}
                last_name: {replace: "was anonymised"}
                email: erase
                keep: created_on
              contract: {keep: all}
              check_in: {keep: all, at: {generalise: week}}
              account: {keep: all}
              task: {via: member_id, keep: all}
              credit: {keep: all}
              invoice: {keep: all}
              line: {keep: all}
              parcel: {via: member_id, keep: all}
              part: {via: [parcel_id, member_id], keep: all}
              note: {body: {redact: anywhere}}
              message: delete
            """;

    private final TestDatabase database;
    private final Path directory;
    private final Connection looking;
    private RunSettings settings = SETTINGS;

    private Studio(TestDatabase database, Path directory) {
        this.database = database;
        this.directory = directory;
        this.looking = database.connection();
    }

    /** An empty studio; {@code directory} holds the home. */
    static Studio open(Path directory, String... more) {
        return new Studio(TestDatabase.create(TABLES).execute(more), directory);
    }

    /** Removes everybody and everything, Palimpsest's own tables too, and lets members 1 to {@code members} in. */
    Studio fill(long members) {
        database.execute(
                "drop table if exists palimpsest_outbox, palimpsest_statistic, palimpsest_trace, palimpsest_receipt, palimpsest_frozen,"
                        + " palimpsest_run",
                "truncate member, contract, check_in, account, task, credit, invoice, line, parcel, part, note, message"
                        + " restart identity",
                "insert into member select i, 'M-' || (100000 + i), 'Fi' || " + LETTERS + ", 'La' || " + LETTERS
                        + ", 'm' || i || '@example.org', 'FORMER', date '2020-01-01' from generate_series(1, " + members
                        + ") i",
                "insert into contract (member_id, number, ends_on) select id, 'C' || id, '2021-12-31' from member",
                "insert into check_in (member_id, at, fee) select id, timestamp '2021-03-04 10:11:12', 1.25 from member",
                "insert into account (member_id, balance) select id, 0 from member",
                "insert into task (member_id, number, status) select id, 'T' || id, 'DONE' from member",
                "insert into credit (member_id, number, remaining) select id, 'G' || id, 0 from member",
                "insert into invoice (member_id, number, issued_on) select id, 'I' || id, '2021-06-30' from member",
                "insert into line (invoice_id, number, open, amount) select id, number || '/1', false, 9.99 from invoice",
                "insert into note (member_id, body) select id, 'spoke with ' || first_name || ' ' || last_name from member",
                "insert into message (member_id, body) select id, 'hello m' || id || '@example.org' from member",
                "insert into member values (" + DONOR + ", 'M-1', 'Dora', 'Donor', null, 'STAFF', '2020-01-01')",
                "insert into note (member_id, body) select " + DONOR
                        + ", 'trains with ' || first_name || ' ' || last_name"
                        + " || ', ' || email from member where id % 3 = 1 and id <> " + DONOR,
                "insert into parcel (member_id, number) select " + DONOR + ", 'P' || i from generate_series(1, 40) i",
                "insert into part (parcel_id, number, lent) select id, number || '/1', true from parcel",
                "insert into invoice (member_id, number, issued_on) select " + DONOR
                        + ", 'D' || i, '2021-06-30' from generate_series(1, 40) i",
                "insert into line (invoice_id, number, open, amount) select id, number || '/1', true, 1 from invoice"
                        + " where member_id = " + DONOR);
        return this;
    }

    Path directory() {
        return directory;
    }

    Studio with(RunSettings other) {
        settings = other;
        return this;
    }

    TestDatabase database() {
        return database;
    }

    Palimpsest palimpsest() {
        return palimpsest(database.dataSource());
    }

    /** Attached over a data source that looks on. */
    Palimpsest palimpsest(DataSource source) {
        return attach(source, directory, settings);
    }

    static Palimpsest attach(DataSource source, Path directory, RunSettings settings) {
        return Palimpsest.attach(source, PrivacyMapReader.read("studio.yaml", MAP), Home.at(directory.resolve("home")))
                .with(settings)
                .with(Clock.fixed(TODAY.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC));
    }

    Preview preview() {
        return palimpsest().preview(Selection.eligible(), skipped -> {});
    }

    Preview preview(long... members) {
        List<SubjectKey> keys = new ArrayList<>();
        for (long member : members) {
            keys.add(new SubjectKey(Long.toString(member)));
        }
        return palimpsest().preview(Selection.of(keys), skipped -> {});
    }

    RunResult run(Preview preview) {
        return palimpsest().run(preview, preview.digest(), "test", RunEvent.Listener.none());
    }

    /** The outcome of one member in any run: {@code done}, or {@code skipped: reason}; empty without a receipt. */
    String outcome(long member) {
        return String.join(
                "; ",
                database.rows(
                        "select outcome || coalesce(': ' || reason, '') from palimpsest_receipt where subject_key = '"
                                + member + "' order by outcome"));
    }

    /** As {@link TestDatabase#rows}, over one connection that stays. */
    synchronized List<String> rows(String query) {
        try (Statement statement = looking.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    values.add(String.valueOf(row.getString(i)));
                }
                rows.add(String.join("|", values));
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError("the test's own SQL failed: " + e.getMessage(), e);
        }
    }

    long count(String query) {
        return Long.parseLong(rows(query).getFirst());
    }

    /** Everything that must be the same however often a run was interrupted. */
    List<String> dump() {
        List<String> dump = new ArrayList<>();
        for (String query : DUMP) {
            dump.add(query);
            dump.addAll(rows(query));
        }
        return dump;
    }

    /** Members of whom survey and proof say that the business has written since they were treated. */
    List<Long> activeAfterwards() {
        List<Long> active = new ArrayList<>();
        palimpsest().survey(assessment -> {
            if (assessment.activityAfterAnonymisation()) {
                active.add(key(assessment));
            }
        });
        return active;
    }

    private static long key(Assessment assessment) {
        return Long.parseLong(assessment.key().value());
    }

    @Override
    public void close() {
        database.close();
    }
}
