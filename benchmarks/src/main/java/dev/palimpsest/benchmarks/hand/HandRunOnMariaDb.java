package dev.palimpsest.benchmarks.hand;

import dev.palimpsest.benchmarks.gym.Variant;
import dev.palimpsest.benchmarks.hand.HandFingerprints.Bearer;
import dev.palimpsest.benchmarks.measure.Pace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@link HandRun} on MariaDB: the same locks, the same judgement under them, fingerprints, statistics, receipts and one
 * commit for each chunk. {@code straight_join} makes every statement begin at the chunk's people. A temporary table may
 * stand in a statement once only, so everybody is judged by one statement for each reason.
 */
public final class HandRunOnMariaDb {
    /** A table whose rows lead to the person. */
    private record Locked(String name, String key, String statistics, boolean written, boolean deleted) {}

    private static final List<String> REASONS = List.of(
            "invoice x on x.member_id = k.id where x.status = 'open'",
            "contract x on x.member_id = k.id where x.status = 'running'",
            "booking x on x.member_id = k.id where x.at > ':today'",
            "account x on x.member_id = k.id where x.balance <> 0",
            "task x on x.member_id = k.id where x.status = 'open'",
            "check_in x on x.member_id = k.id where x.at >= ':cutoff'",
            "invoice x on x.member_id = k.id where x.issued_at >= ':cutoff'",
            "booking x on x.member_id = k.id where x.at >= ':cutoff'");

    private final Connection connection;
    private final Variant variant;
    private final LocalDate today;
    private final Statements statements;
    private final HandFingerprints fingerprints = new HandFingerprints();
    private final List<Locked> tables;
    private long people;
    private long rows;

    /** @param connection without auto-commit, READ COMMITTED; its time zone is UTC */
    public HandRunOnMariaDb(Connection connection, Variant variant, LocalDate today) {
        this.connection = connection;
        this.variant = variant;
        this.today = today;
        this.statements = new Statements(connection);
        this.tables = List.of(
                new Locked("account", "member_id", "count(*), count(balance), sum(balance)", true, false),
                new Locked("contract", "id", "", false, false),
                new Locked("invoice", "id", "", false, false),
                new Locked("booking", "id", "", false, false),
                new Locked("check_in", "id", "count(*), count(gate), sum(gate)", variant == Variant.REDACTED, false),
                new Locked("document", "id", "", true, true),
                new Locked("task", "id", "", true, true));
    }

    /** Whom nothing holds, those with the lowest keys first. */
    public List<Long> whoMayGo(int limit) throws SQLException {
        List<Long> keys =
                statements.numbers("select m.id from member m where m.created_at < '" + HandSurvey.cutoff(today)
                        + "' and not exists (select 1 from "
                        + REASONS.stream()
                                .map(reason -> dated(reason.replace(
                                        " on x.member_id = k.id where ", " where x.member_id = m.id and ")))
                                .collect(Collectors.joining(") and not exists (select 1 from "))
                        + ") order by m.id limit " + limit);
        statements.commit();
        return keys;
    }

    private String dated(String sql) {
        return sql.replace(":today", today.toString())
                .replace(":cutoff", HandSurvey.cutoff(today).toString());
    }

    /** Treats these people in chunks of 1 to 10,000. */
    public Treated run(List<Long> keys, int chunkSize) throws SQLException {
        statements.update(
                "create table hand_receipt (member_id bigint primary key, at timestamp default current_timestamp,"
                        + " digest varchar(64), kept_until date)");
        statements.update("create table hand_trace (member_id bigint primary key, fingerprints varbinary(100))");
        statements.update("create temporary table chunk (id bigint primary key)");
        statements.commit();
        long before = statements.count();
        long chunks = 0;
        Pace pace = new Pace();
        for (int from = 0; from < keys.size(); from += chunkSize) {
            chunk(keys.subList(from, Math.min(keys.size(), from + chunkSize)));
            chunks++;
            pace.mark(people);
        }
        return new Treated(
                people, rows, chunks, statements.count() - before, pace.seconds(), pace.early(), pace.late());
    }

    private void chunk(List<Long> keys) throws SQLException {
        statements.update("delete from chunk");
        List<Long> free = statements.numbers(
                "select id from member where id in (" + joined(keys) + ") order by id for update skip locked");
        statements.update("insert into chunk values "
                + free.stream().map(key -> "(" + key + ")").collect(Collectors.joining(",")));
        Map<String, String> before = new TreeMap<>();
        for (Locked table : tables) {
            lock(table, before);
        }
        for (String reason : REASONS) {
            statements.update("delete k from chunk k straight_join " + dated(reason));
        }
        Map<Long, String> redacted = remember();
        treat(redacted);
        for (Map.Entry<String, String> measured : before.entrySet()) {
            compare(measured.getKey(), measured.getValue());
        }
        statements.update("""
                insert into hand_receipt (member_id, digest, kept_until)
                select k.id, '0123456789abcdef0123456789abcdef',
                    (select date(max(i.issued_at)) from invoice i where i.member_id = k.id)
                from chunk k
                """);
        statements.commit();
    }

    private static String joined(List<Long> keys) {
        return keys.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** InnoDB counts no rows that it skipped, so a second read, without locks, tells whether all were locked. */
    private void lock(Locked table, Map<String, String> before) throws SQLException {
        String theirs = " from chunk k straight_join " + table.name() + " x on x.member_id = k.id";
        long[] locked = new long[1];
        statements.read(row -> locked[0]++, "select x." + table.key() + theirs + " for update skip locked");
        boolean measured = table.written() && !table.deleted();
        String line = statements.line(
                "select count(*)" + (measured ? ", concat_ws(' ', " + table.statistics() + ")" : "") + theirs);
        String[] parts = line.strip().split(" ", 2);
        if (Long.parseLong(parts[0]) != locked[0]) {
            throw new IllegalStateException("somebody else holds rows of " + table.name());
        }
        if (measured) {
            before.put(table.name(), parts[1]);
        }
    }

    private Map<Long, String> remember() throws SQLException {
        List<Long> keys = new ArrayList<>();
        List<byte[]> packed = new ArrayList<>();
        Map<Long, String> redacted = new TreeMap<>();
        statements.read(
                row -> {
                    Bearer person = new Bearer(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getString(7));
                    keys.add(person.id());
                    packed.add(fingerprints.of(person));
                    String notes = row.getString(8);
                    if (variant == Variant.REDACTED && notes != null) {
                        String kept = person.redact(notes);
                        if (!kept.equals(notes)) {
                            redacted.put(person.id(), kept);
                        }
                    }
                },
                """
                select m.id, m.first_name, m.last_name, m.email, m.phone, m.iban, a.iban, m.notes
                from chunk k straight_join member m on m.id = k.id left join account a on a.member_id = k.id
                """);
        if (!keys.isEmpty()) {
            Object[] values = new Object[keys.size() * 2];
            for (int i = 0; i < keys.size(); i++) {
                values[2 * i] = keys.get(i);
                values[2 * i + 1] = packed.get(i);
            }
            statements.update("insert into hand_trace values (?, ?)" + ", (?, ?)".repeat(keys.size() - 1), values);
        }
        people += keys.size();
        return redacted;
    }

    private void treat(Map<Long, String> redacted) throws SQLException {
        if (!redacted.isEmpty()) {
            try (PreparedStatement notes = connection.prepareStatement("update member set notes = ? where id = ?")) {
                for (Map.Entry<Long, String> kept : redacted.entrySet()) {
                    notes.setString(1, kept.getValue());
                    notes.setLong(2, kept.getKey());
                    notes.addBatch();
                }
                notes.executeBatch();
            }
        }
        rows += statements.update(
                "update chunk k straight_join member m on m.id = k.id set m.first_name = null, m.last_name = 'Anonym',"
                        + " m.email = null, m.phone = null, m.birthdate = makedate(year(m.birthdate), 1), m.street = null,"
                        + " m.zip = left(m.zip, 2), m.city = null, m.iban = null"
                        + (variant == Variant.REDACTED ? "" : ", m.notes = null"));
        rows += statements.update("update chunk k straight_join account a on a.member_id = k.id set a.iban = null");
        rows += statements.update("delete d from chunk k straight_join document d on d.member_id = k.id");
        rows += statements.update("delete t from chunk k straight_join task t on t.member_id = k.id");
        if (variant == Variant.REDACTED) {
            rows += statements.update(
                    "update chunk k straight_join check_in c on c.member_id = k.id set c.at ="
                            + " greatest(date(c.at) - interval weekday(c.at) day, date(c.at) - interval dayofmonth(c.at) - 1 day)");
        }
    }

    private void compare(String table, String before) throws SQLException {
        String statistics = tables.stream()
                .filter(locked -> locked.name().equals(table))
                .map(Locked::statistics)
                .findFirst()
                .orElseThrow();
        String after = statements
                .line("select concat_ws(' ', " + statistics + ") from chunk k straight_join " + table
                        + " x on x.member_id = k.id")
                .strip();
        if (!after.equals(before)) {
            throw new IllegalStateException("a statistic of " + table + " changed: " + before + " to " + after);
        }
    }
}
