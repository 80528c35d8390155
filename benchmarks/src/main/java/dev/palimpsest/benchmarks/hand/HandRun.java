package dev.palimpsest.benchmarks.hand;

import dev.palimpsest.benchmarks.gym.Variant;
import dev.palimpsest.benchmarks.hand.HandFingerprints.Bearer;
import dev.palimpsest.benchmarks.measure.Pace;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The run by hand, on PostgreSQL, with what Palimpsest promises of each chunk: locks on the person and on every row of every
 * activity, blocker and treated table; everybody judged again under these locks; fingerprints kept; statistics of what is
 * written before and after; a receipt for each person; one commit.
 *
 * <p>Every statement begins at the chunk's people and goes by index to their rows. {@code offset 0} keeps the planner from
 * turning that into a join over the whole range of keys.
 */
public final class HandRun {
    /** A table whose rows lead to the person. */
    private record Locked(String name, String statistics, boolean written, boolean deleted) {}

    private final Variant variant;
    private final LocalDate today;
    private final Statements statements;
    private final Connection connection;
    private final HandFingerprints fingerprints = new HandFingerprints();
    private final List<Locked> tables;
    private long people;
    private long rows;

    /** @param connection without auto-commit; its time zone is UTC */
    public HandRun(Connection connection, Variant variant, LocalDate today) {
        this.connection = connection;
        this.variant = variant;
        this.today = today;
        this.statements = new Statements(connection);
        this.tables = List.of(
                new Locked("account", "count(balance), sum(balance)", true, false),
                new Locked("contract", "", false, false),
                new Locked("invoice", "", false, false),
                new Locked("booking", "", false, false),
                new Locked("check_in", "count(gate), sum(gate)", variant == Variant.REDACTED, false),
                new Locked("document", "", true, true),
                new Locked("task", "", true, true));
    }

    /** Treats these people in chunks of 1 to 10,000. */
    public Treated run(List<Long> keys, int chunkSize) throws SQLException {
        statements.update("create table hand_receipt (member_id bigint primary key, at timestamptz default now(),"
                + " digest text, kept_until date)");
        statements.update("create table hand_trace (member_id bigint primary key, fingerprints bytea)");
        statements.update("create temporary table chunk (id bigint primary key) on commit delete rows");
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
        statements.update(
                "insert into chunk select id from member where id = any(?) order by id for update skip locked",
                statements.array("bigint", keys));
        statements.update("analyze chunk");
        Map<String, String> before = new TreeMap<>();
        for (Locked table : tables) {
            lock(table, before);
        }
        judgeAgain();
        Map<Long, String> redacted = remember();
        treat(redacted);
        for (Locked table : tables) {
            if (before.containsKey(table.name())) {
                compare(table, before);
            }
        }
        statements.update("""
                insert into hand_receipt (member_id, digest, kept_until)
                select k.id, '0123456789abcdef0123456789abcdef', kept.until
                from chunk k
                cross join lateral (select max(i.issued_at)::date as until from invoice i where i.member_id = k.id) kept
                """);
        statements.commit();
    }

    /** Locks every row and takes the statistics of what will be written in the same pass. */
    private void lock(Locked table, Map<String, String> before) throws SQLException {
        boolean measured = table.written() && !table.deleted();
        long[] counts = new long[2];
        statements.read(
                row -> {
                    counts[0] = row.getLong(1);
                    counts[1] = row.getLong(2);
                    if (measured) {
                        before.put(table.name(), row.getString(3));
                    }
                },
                """
                with locked as materialized (
                    select x.* from chunk k
                    cross join lateral (select * from %1$s t where t.member_id = k.id for %2$s skip locked) x)
                select (select count(*) from locked),
                       (select count(*) from chunk k
                        cross join lateral (select from %1$s t where t.member_id = k.id offset 0) x),
                       %3$s
                """.formatted(
                                table.name(),
                                table.deleted() ? "update" : "no key update",
                                measured ? "(select concat_ws(' ', " + statistics(table) + ") from locked)" : "null"));
        if (counts[0] != counts[1]) {
            throw new IllegalStateException("somebody else holds rows of " + table.name());
        }
    }

    private static String statistics(Locked table) {
        return table.statistics().isEmpty() ? "count(*)" : "count(*), " + table.statistics();
    }

    private void judgeAgain() throws SQLException {
        statements.update(HandSurvey.dated("""
                delete from chunk using (
                    select k.id from chunk k, lateral (
                        select from invoice x where x.member_id = k.id and x.status = 'open' limit 1) b
                    union select k.id from chunk k, lateral (
                        select from contract x where x.member_id = k.id and x.status = 'running' limit 1) b
                    union select k.id from chunk k, lateral (
                        select from booking x where x.member_id = k.id and x.at > :today limit 1) b
                    union select k.id from chunk k, lateral (
                        select from account x where x.member_id = k.id and x.balance <> 0 limit 1) b
                    union select k.id from chunk k, lateral (
                        select from task x where x.member_id = k.id and x.status = 'open' limit 1) b
                    union select k.id from chunk k, lateral (
                        select from check_in x where x.member_id = k.id and x.at >= :cutoff limit 1) a
                    union select k.id from chunk k, lateral (
                        select from invoice x where x.member_id = k.id and x.issued_at >= :cutoff limit 1) a
                    union select k.id from chunk k, lateral (
                        select from booking x where x.member_id = k.id and x.at >= :cutoff limit 1) a
                ) refused
                where refused.id = chunk.id
                """, today));
    }

    /** Keeps the fingerprints, and returns the notes that have to change. */
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
                from chunk k join member m on m.id = k.id left join account a on a.member_id = k.id
                """);
        statements.update(
                "insert into hand_trace select * from unnest(?::bigint[], ?::bytea[])",
                statements.array("bigint", keys),
                connection.createArrayOf("bytea", packed.toArray(new byte[0][])));
        people += keys.size();
        return redacted;
    }

    private void treat(Map<Long, String> redacted) throws SQLException {
        String set = """
                first_name = null, last_name = 'Anonym', email = null, phone = null,
                birthdate = make_date(extract(year from m.birthdate)::int, 1, 1), street = null, zip = left(m.zip, 2),
                city = null, iban = null, notes =\s""";
        if (variant == Variant.REDACTED) {
            rows += statements.update(
                    "update member m set " + set + "coalesce(n.notes, m.notes) from chunk k"
                            + " left join unnest(?::bigint[], ?::text[]) n (id, notes) on n.id = k.id where k.id = m.id",
                    statements.array("bigint", List.copyOf(redacted.keySet())),
                    statements.array("text", List.copyOf(redacted.values())));
        } else {
            rows += statements.update("update member m set " + set + "null from chunk k where k.id = m.id");
        }
        rows += statements.update("update account a set iban = null from chunk k where k.id = a.member_id");
        rows += statements.update("delete from document d using chunk k where k.id = d.member_id");
        rows += statements.update("delete from task t using chunk k where k.id = t.member_id");
        if (variant == Variant.REDACTED) {
            rows += statements.update("""
                    update check_in c set at = greatest(date_trunc('week', c.at), date_trunc('month', c.at))
                    from (
                        select x.place from chunk k
                        cross join lateral (
                            select t.ctid as place from check_in t where t.member_id = k.id offset 0) x) mine
                    where mine.place = c.ctid
                    """);
        }
    }

    private void compare(Locked table, Map<String, String> before) throws SQLException {
        String after = statements
                .line(
                        "select concat_ws(' ', %2$s) from chunk k cross join lateral (select * from %1$s t where t.member_id = k.id offset 0) x"
                                .formatted(table.name(), statistics(table)))
                .strip();
        if (!after.equals(before.get(table.name()))) {
            throw new IllegalStateException(
                    "a statistic of " + table.name() + " changed: " + before.get(table.name()) + " to " + after);
        }
    }
}
