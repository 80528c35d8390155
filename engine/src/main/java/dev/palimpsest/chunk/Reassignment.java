package dev.palimpsest.chunk;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.OwnerSql;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.Predicate;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.plan.Way;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Moves the rows that stay of people whose own rows go, statutory records included, to whoever receives them. Nothing is
 * lost on the way: over those who leave and those who receive, every count and sum is the same before and after.
 */
final class Reassignment {
    private final Plan plan;
    private final LocalDate today;
    private final Measures measures;
    private final Profiles profiles;
    private final List<TablePlan> tables;

    Reassignment(Plan plan, LocalDate today, Measures measures) {
        this.plan = plan;
        this.today = today;
        this.measures = measures;
        this.profiles = new Profiles(plan, today);
        this.tables = plan.tables().stream().filter(TablePlan::reassigns).toList();
    }

    /**
     * What moved.
     *
     * @param rows by table
     * @param made keys of the profiles that were made to receive them, to be remembered with the receipts
     */
    record Moved(Map<TableName, Long> rows, List<SubjectKey> made) {}

    /** Keeps others from moving rows to the same profile until the transaction ends. */
    void lock(Session session) throws SQLException {
        if (!tables.isEmpty()) {
            session.execute(session.dialect().boundLockWaits(ChunkLocks.LOCK_WAIT_MILLIS));
            profiles.lockShared(session);
        }
    }

    /**
     * Moves the rows of the people in the chunk table.
     *
     * @throws PalimpsestException UNEXPECTED_ROW_COUNT when not every row moved, STATISTIC_CHANGED when a count or sum over
     *     both sides differs
     */
    Moved move(Session session, List<SubjectKey> people) throws SQLException {
        Map<TableName, Long> moved = new LinkedHashMap<>();
        if (tables.isEmpty()) {
            return new Moved(moved, List.of());
        }
        Map<TableName, Long> expected = new LinkedHashMap<>();
        Set<SubjectKey> withRows = new LinkedHashSet<>();
        for (TablePlan table : tables) {
            expected.put(table.name(), count(session, table, withRows));
        }
        Map<SubjectKey, SubjectKey> receivers = profiles.receivers(session, List.copyOf(withRows));
        Set<SubjectKey> both = new LinkedHashSet<>(people);
        both.addAll(receivers.values());
        Totals totals = new Totals(plan, today, measures, List.copyOf(both));
        Totals.Taken before = totals.take(session);
        for (TablePlan table : tables) {
            long rows = receivers.isEmpty() ? 0 : move(session, table, receivers);
            expect(table, expected.getOrDefault(table.name(), 0L), rows);
            moved.put(table.name(), rows);
        }
        totals.requireSame(session, before);
        return new Moved(moved, profiles.areMade() ? List.copyOf(receivers.values()) : List.of());
    }

    /** Rows of the chunk's people, and whose they are. */
    private long count(Session session, TablePlan table, Set<SubjectKey> owners) throws SQLException {
        Dialect dialect = session.dialect();
        Way way = table.requireWay();
        Sql source =
                way.lookedUp(dialect.chunkTable(plan.subject().key().typeName()).relation(), dialect);
        long[] rows = new long[1];
        session.forEach(
                Sql.of("select " + dialect.asText("palimpsest_way.palimpsest_key") + ", count(*) from ")
                        .add(way.beside(source, table.table(), new Sql(), dialect, today))
                        .add(" group by palimpsest_way.palimpsest_key"),
                row -> {
                    owners.add(new SubjectKey(row.getString(1)));
                    rows[0] += row.getLong(2);
                });
        return rows[0];
    }

    private long move(Session session, TablePlan table, Map<SubjectKey, SubjectKey> receivers) throws SQLException {
        Dialect dialect = session.dialect();
        Way way = table.requireWay();
        Column link = way.linkColumn();
        Map<SubjectKey, String> values = values(session, way.hops().getFirst().toColumn(), receivers);
        List<String> from = new ArrayList<>();
        List<String> to = new ArrayList<>();
        for (Map.Entry<SubjectKey, SubjectKey> receiver : receivers.entrySet()) {
            String old = values.get(receiver.getKey());
            if (old != null) {
                from.add(old);
                to.add(required(values, receiver.getValue(), way));
            }
        }
        Sql condition = Sql.of(dialect.quote(table.name(), link.name()) + " = palimpsest_moved.c0");
        Predicate where = way.where();
        if (where != null) {
            condition.add(" and ").add(OwnerSql.bind(where.sql(), today));
        }
        return session.update(dialect.updateFrom(
                table.table(),
                List.of(Sql.of(dialect.quote(link.name()) + " = palimpsest_moved.c1")),
                dialect.rows(List.of(from, to), List.of(link.typeName(), link.typeName()))
                        .add(" palimpsest_moved"),
                condition));
    }

    /** What rows that lead to these people hold in their link column. */
    private Map<SubjectKey, String> values(Session session, Column column, Map<SubjectKey, SubjectKey> receivers)
            throws SQLException {
        Map<SubjectKey, String> values = new HashMap<>();
        Set<SubjectKey> all = new LinkedHashSet<>(receivers.keySet());
        all.addAll(receivers.values());
        if (column.name().equals(plan.subject().key().name())) {
            all.forEach(key -> values.put(key, key.value()));
            return values;
        }
        Dialect dialect = session.dialect();
        Dialect.KeySet keys =
                dialect.keys(List.copyOf(all), plan.subject().key().typeName());
        String key = "s." + dialect.quote(plan.subject().key().name());
        session.forEach(
                new Sql()
                        .add(keys.with())
                        .add("select " + dialect.asText(key) + ", "
                                + dialect.asText("s." + dialect.quote(column.name())) + " from "
                                + dialect.quote(plan.subject().table().name()) + " s join " + keys.relation() + " k on "
                                + key + " = k.palimpsest_key"),
                row -> {
                    String value = row.getString(2);
                    if (value != null) {
                        values.put(new SubjectKey(row.getString(1)), value);
                    }
                });
        return values;
    }

    private static String required(Map<SubjectKey, String> values, SubjectKey receiver, Way way) {
        String value = values.get(receiver);
        if (value == null) {
            throw new PalimpsestException(
                    ErrorCode.PROFILE_NOT_ONE,
                    "the profile that receives rows of " + way.table() + " is empty in "
                            + way.hops().getFirst().toColumn().name()
                            + ", to which these rows refer. Fill it in.");
        }
        return value;
    }

    /** Rows may have come since they were counted; where that is possible, more than expected is as good. */
    private void expect(TablePlan table, long expected, long moved) {
        boolean asExpected = measures.mayGrow(table) ? moved >= expected : moved == expected;
        if (!asExpected) {
            throw new PalimpsestException(
                    ErrorCode.UNEXPECTED_ROW_COUNT,
                    table.name() + ": " + moved + " rows were moved instead of " + expected
                            + ". A trigger, a rule or row-level security stands in the way; see what fires there.");
        }
    }
}
