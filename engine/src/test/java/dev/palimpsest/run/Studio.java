package dev.palimpsest.run;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.chunk.RunSettings;
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
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
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

    /** Everything the business owns and everything that tells what a run did, except what is random or counts time. */
    private static final List<String> DUMP = List.of(
            "select id, first_name, last_name, email, status, created_on, char_length(number) from member order by id",
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

    /** The tables of the business. */
    static final List<String> BUSINESS = List.of(
            "member",
            "contract",
            "check_in",
            "account",
            "task",
            "credit",
            "invoice",
            "line",
            "parcel",
            "part",
            "note",
            "message");

    private static final String[] TABLES = {
        """
        create table member (id bigint primary key, number text not null unique, first_name text not null,
            last_name text not null, email text, status text not null default 'FORMER', created_on date not null)
        """,
        "create table contract (id bigserial primary key, member_id bigint not null references member, number text unique,"
                + " ends_on date)",
        "create table check_in (id bigserial primary key, member_id bigint not null references member, at timestamp,"
                + " fee numeric(8,2))",
        "create table account (id bigserial primary key, member_id bigint not null references member,"
                + " balance numeric(10,2) not null)",
        // the vendor forgot the foreign key
        "create table task (id bigserial primary key, member_id bigint not null, number text unique, status text not null)",
        "create table credit (id bigserial primary key, member_id bigint not null references member"
                + " deferrable initially deferred, number text unique, remaining int not null)",
        "create table invoice (id bigserial primary key, member_id bigint not null references member, number text unique,"
                + " issued_on date not null)",
        "create table line (id bigserial primary key, invoice_id bigint not null references invoice, number text unique,"
                + " open boolean not null, amount numeric(10,2) not null)",
        "create table parcel (id bigserial primary key, member_id bigint not null, number text unique)",
        "create table part (id bigserial primary key, parcel_id bigint not null references parcel, number text unique,"
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

    /** An empty studio on PostgreSQL; {@code directory} holds the home. */
    public static Studio open(Path directory, String... more) {
        return open(Product.POSTGRESQL, directory, more);
    }

    /** An empty studio; {@code directory} holds the home. */
    public static Studio open(Product product, Path directory, String... more) {
        String[] tables = Stream.of(TABLES).map(sql -> said(sql, product)).toArray(String[]::new);
        return new Studio(product.create(tables).execute(more), directory);
    }

    /** The definition as the database says it. MariaDB checks every foreign key at once. */
    private static String said(String definition, Product product) {
        return product == Product.POSTGRESQL
                ? definition
                : definition
                        .replace(" deferrable initially deferred", "")
                        .replace("bigserial", "bigint auto_increment")
                        .replaceAll("(?<!body )\\btext\\b", "varchar(255)")
                        .replaceAll("\\btimestamp\\b", "datetime(6)")
                        .replaceAll("references (\\w+)", "references $1 (id)")
                        .replaceAll("index on (\\w+) \\((\\w+)\\)", "index $1_$2 on $1 ($2)");
    }

    /** Removes everybody and everything, Palimpsest's own tables too, and lets members 1 to {@code members} in. */
    Studio fill(long members) {
        List<String> statements = new ArrayList<>(emptying());
        statements.add("insert into member values " + numbered(members, Studio::member));
        statements.addAll(List.of(
                "insert into contract (member_id, number, ends_on) select id, concat('C', id), '2021-12-31' from member",
                "insert into check_in (member_id, at, fee) select id, timestamp '2021-03-04 10:11:12', 1.25 from member",
                "insert into account (member_id, balance) select id, 0 from member",
                "insert into task (member_id, number, status) select id, concat('T', id), 'DONE' from member",
                "insert into credit (member_id, number, remaining) select id, concat('G', id), 0 from member",
                "insert into invoice (member_id, number, issued_on) select id, concat('I', id), '2021-06-30' from member",
                "insert into line (invoice_id, number, open, amount) select id, concat(number, '/1'), false, 9.99"
                        + " from invoice order by id",
                "insert into note (member_id, body) select id, concat('spoke with ', first_name, ' ', last_name)"
                        + " from member",
                "insert into message (member_id, body) select id, concat('hello m', id, '@example.org') from member",
                "insert into member values (" + DONOR + ", 'M-1', 'Dora', 'Donor', null, 'STAFF', '2020-01-01')",
                "insert into note (member_id, body) select " + DONOR + ", concat('trains with ', first_name, ' ',"
                        + " last_name, ', ', email) from member where id % 3 = 1 and id <> " + DONOR,
                "insert into parcel (member_id, number) values " + numbered(40, i -> "(" + DONOR + ", 'P" + i + "')"),
                "insert into part (parcel_id, number, lent) select id, concat(number, '/1'), true from parcel",
                "insert into invoice (member_id, number, issued_on) values "
                        + numbered(40, i -> "(" + DONOR + ", 'D" + i + "', '2021-06-30')"),
                "insert into line (invoice_id, number, open, amount) select id, concat(number, '/1'), true, 1"
                        + " from invoice where member_id = " + DONOR));
        database.execute(statements.toArray(String[]::new));
        return this;
    }

    private List<String> emptying() {
        List<String> own = rows("select table_name from information_schema.tables where table_name like 'palimpsest%'"
                + " and table_schema = " + schema());
        if (product() == Product.POSTGRESQL) {
            return List.of(
                    own.isEmpty() ? "select 1" : "drop table " + String.join(", ", own),
                    "truncate " + String.join(", ", BUSINESS) + " restart identity");
        }
        List<String> statements = new ArrayList<>(List.of("set foreign_key_checks = 0"));
        own.forEach(table -> statements.add("drop table " + table));
        BUSINESS.forEach(table -> statements.add("truncate " + table));
        statements.add("set foreign_key_checks = 1");
        return statements;
    }

    private static String numbered(long last, LongFunction<String> row) {
        return LongStream.rangeClosed(1, last).mapToObj(row).collect(Collectors.joining(", "));
    }

    /** A word with digits is no name. */
    private static String member(long number) {
        String letters = Long.toString(number)
                .chars()
                .mapToObj(digit -> String.valueOf((char) (digit - '0' + 'a')))
                .collect(Collectors.joining());
        return "(" + number + ", 'M-" + (100_000 + number) + "', 'Fi" + letters + "', 'La" + letters + "', 'm" + number
                + "@example.org', 'FORMER', '2020-01-01')";
    }

    Product product() {
        return database.product();
    }

    private String schema() {
        return product() == Product.POSTGRESQL ? "current_schema()" : "database()";
    }

    /** Whether the run is written down in the database. */
    boolean runExists() {
        return count("select count(*) from information_schema.tables where table_name = 'palimpsest_run'"
                                + " and table_schema = " + schema())
                        == 1
                && count("select count(*) from palimpsest_run") == 1;
    }

    /** Whether this statement locks the members of a chunk. */
    boolean locksMembers(String sql) {
        return product() == Product.POSTGRESQL
                ? sql.contains("for update of \"member\" skip locked")
                : sql.startsWith("select straight_join") && sql.contains("`member`") && sql.endsWith("skip locked");
    }

    /** Ends every other session of the database, as an administrator would. */
    void disconnectOthers() {
        if (product() == Product.POSTGRESQL) {
            count("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database()"
                    + " and pid <> pg_backend_pid()");
            return;
        }
        for (String session : otherSessions()) {
            try (Statement kill = looking.createStatement()) {
                kill.execute("kill " + session);
            } catch (SQLException gone) {
                // it ended by itself meanwhile
            }
        }
    }

    /** The other sessions of the database; on PostgreSQL only those that work at a run. */
    List<String> otherSessions() {
        return rows(
                product() == Product.POSTGRESQL
                        ? "select pid from pg_locks where locktype = 'advisory'"
                        : "select id from information_schema.processlist where db = database() and id <> connection_id()");
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
                database.rows("select case when reason is null then outcome else concat(outcome, ': ', reason) end"
                        + " from palimpsest_receipt where subject_key = '"
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
